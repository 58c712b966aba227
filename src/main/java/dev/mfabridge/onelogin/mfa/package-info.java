/**
 * The conversation with a person who proves a OneLogin factor: where it stands ({@link
 * dev.mfabridge.onelogin.mfa.State}), what happens ({@link dev.mfabridge.onelogin.mfa.Event}), what to ask OneLogin next
 * ({@link dev.mfabridge.onelogin.mfa.Call}). Pure functions over values: knows neither HTTP nor Keycloak.
 */
package dev.mfabridge.onelogin.mfa;
