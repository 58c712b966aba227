/**
 * Differences between the supported versions of Keycloak: one class for each difference. A nested class whose name ends with
 * a version uses what Keycloak has since that version, and no other class may; {@code ServerReferencesIT} holds the rule.
 * {@code docs/reference/compatibility.md} says what to delete once an old version is no longer supported.
 */
package dev.mfabridge.onelogin.keycloak.compat;
