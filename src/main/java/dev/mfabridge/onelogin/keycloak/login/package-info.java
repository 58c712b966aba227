/** Order of one request of a login, the same for a browser, the required action and a direct grant. */
package dev.mfabridge.onelogin.keycloak.login;
