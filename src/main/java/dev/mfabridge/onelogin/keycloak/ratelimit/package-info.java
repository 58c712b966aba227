/** Rate limits of messages, code attempts and API calls of a user, over all nodes of a cluster. */
package dev.mfabridge.onelogin.keycloak.ratelimit;
