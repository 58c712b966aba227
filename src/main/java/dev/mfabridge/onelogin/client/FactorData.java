package dev.mfabridge.onelogin.client;

/**
 * The part of a registration or verification that the user has to see ({@code factor_data}). Each is null where OneLogin
 * gave none. {@link #toString()} hides all of it.
 *
 * @param totpUrl the {@code otpauth://} address that an app scans
 * @param verificationToken what the user types into OneLogin Protect, or into the phone during a call
 */
public record FactorData(String totpUrl, String verificationToken) {
    public static final FactorData NONE = new FactorData(null, null);

    @Override
    public String toString() {
        return "FactorData[hidden]";
    }
}
