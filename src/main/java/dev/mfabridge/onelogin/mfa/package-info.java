/**
 * Conversation with a user who proves a OneLogin factor: states ({@link dev.mfabridge.onelogin.mfa.State}), events ({@link
 * dev.mfabridge.onelogin.mfa.Event}) and commands to OneLogin ({@link dev.mfabridge.onelogin.mfa.Command}). Pure functions over
 * values, which know neither HTTP nor Keycloak.
 */
package dev.mfabridge.onelogin.mfa;
