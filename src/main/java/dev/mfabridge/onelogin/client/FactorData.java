package dev.mfabridge.onelogin.client;

/**
 * Part of a registration or verification that the user has to see ({@code factor_data}). A field is null if OneLogin
 * sent none. {@link #toString()} hides all of it (S7).
 *
 * @param totpUrl the {@code otpauth://} address that an authenticator app scans
 * @param verificationToken the text that the user enters in OneLogin Protect, or on the phone during a call
 */
public record FactorData(String totpUrl, String verificationToken) {
    /** No data. */
    public static final FactorData NONE = new FactorData(null, null);

    @Override
    public String toString() {
        return "FactorData[hidden]";
    }
}
