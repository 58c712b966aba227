/** Results of a login, as the events, the metrics, the pages and the direct grant name them. */
package dev.mfabridge.onelogin.keycloak.result;
