/** What every way of asking for a OneLogin factor shares: where the conversation is kept, its pages, events and log lines. */
package dev.mfabridge.onelogin.keycloak.login;
