package dev.mfabridge.onelogin.keycloak.token;

/**
 * Token of the realm in a newer format than this version of the extension knows. Only its claims that every token has are
 * read: the user, the time of issue and the time of expiry.
 */
public final class NewerToken extends InternalToken {}
