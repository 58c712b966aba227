/** Condition {@code conditional-onelogin-factor} of conditional subflows. */
package dev.mfabridge.onelogin.keycloak.condition;
