/** Credential type {@code onelogin}, which decides who is enrolled, and the user attributes that mirror it. */
package dev.mfabridge.onelogin.keycloak.credential;
