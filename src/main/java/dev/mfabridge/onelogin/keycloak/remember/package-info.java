/** Browsers in which a user proved a factor: remembered ones need no factor for a while, known ones have rate limits of their own. */
package dev.mfabridge.onelogin.keycloak.remember;
