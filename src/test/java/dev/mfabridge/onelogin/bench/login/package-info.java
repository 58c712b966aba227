/** Benches of a login beside the same login with Keycloak's own one-time password. */
package dev.mfabridge.onelogin.bench.login;
