/** How this server reaches OneLogin: Keycloak's HTTP client, one access token per account, and who a Keycloak user is there. */
package dev.mfabridge.onelogin.keycloak.connection;
