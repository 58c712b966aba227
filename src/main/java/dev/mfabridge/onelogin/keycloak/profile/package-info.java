/** This extension's attributes in a realm's user profile: who sees them and who may change them. */
package dev.mfabridge.onelogin.keycloak.profile;
