/** Verification of a user's e-mail address at the login, before the address finds the OneLogin user. */
package dev.mfabridge.onelogin.keycloak.email;
