/** Data of one login: its context, where its state is stored, brute-force lockout, grace period. */
package dev.mfabridge.onelogin.keycloak.session;
