package dev.mfabridge.onelogin.simulator;

import java.util.Optional;

/**
 * How a code is to be sent, read from the body that asks for it.
 *
 * @param seconds how long the code is good for
 * @param template with {@code {{otp_code}}} and {@code {{otp_expiry}}}, where the caller has one
 */
record Delivery(int seconds, Optional<String> template) {
    private static final int LONGEST_SMS = 160;
    private static final String DEFAULT = "Your OneLogin code is {{otp_code}}. It expires in {{otp_expiry}} minutes.";

    /** @throws Refusal when a field isn't for this factor */
    static Delivery read(RequestBody body, FactorType factor) {
        var template = body.text("custom_message");
        if (template.isPresent() && !factor.equals(FactorType.SMS)) {
            throw Refusal.unprocessable("custom_message is for SMS alone");
        }
        if (body.text("redirect_to").isPresent() && !factor.equals(FactorType.EMAIL)) {
            throw Refusal.unprocessable("redirect_to is for Email alone");
        }
        return new Delivery(body.expiresIn(), template);
    }

    /** @throws Refusal when an own text gets too long with the code in it */
    String text(String code) {
        var minutes = (seconds + 59) / 60;
        var text = template.orElse(DEFAULT)
                .replace("{{otp_code}}", code)
                .replace("{{otp_expiry}}", Integer.toString(minutes));
        if (template.isPresent() && text.length() > LONGEST_SMS) {
            throw Refusal.unprocessable("custom_message must be at most 160 characters with the code in it");
        }
        return text;
    }
}
