/** Data of one login: its context, its stored state, the lockout by brute-force protection, the grace period. */
package dev.mfabridge.onelogin.keycloak.session;
