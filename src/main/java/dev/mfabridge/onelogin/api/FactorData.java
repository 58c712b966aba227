package dev.mfabridge.onelogin.api;

/**
 * What the person has to see or type elsewhere ({@code factor_data} of a registration or verification). Each is null
 * where OneLogin gave none. {@link #toString()} hides all of it.
 *
 * @param totpUrl the {@code otpauth://} address of an authenticator app's secret
 * @param verificationToken what is scanned or typed into the OneLogin Protect app
 * @param phoneCode what is typed into the phone during a call
 * @param number what the person has to see on the phone as well before approving there
 */
public record FactorData(String totpUrl, String verificationToken, String phoneCode, String number) {
    public static final FactorData NONE = new FactorData(null, null, null, null);

    @Override
    public String toString() {
        return "FactorData[hidden]";
    }
}
