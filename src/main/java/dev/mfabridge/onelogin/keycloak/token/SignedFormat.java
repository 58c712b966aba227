package dev.mfabridge.onelogin.keycloak.token;

import dev.mfabridge.onelogin.mfa.FormatVersion;

/**
 * Format of one kind of signed tokens.
 *
 * @param type the type claim of the tokens
 * @param version the versions of the format that are read and written
 */
public record SignedFormat(String type, FormatVersion version) {
    /** Returns a format that has never changed. */
    public static SignedFormat first(String type) {
        return new SignedFormat(type, FormatVersion.FIRST);
    }
}
