/** Requests for tokens with user name and password (RFC 6749, section 4.3), which need a factor as well. */
package dev.mfabridge.onelogin.keycloak.directgrant;
