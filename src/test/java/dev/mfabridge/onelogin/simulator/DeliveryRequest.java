package dev.mfabridge.onelogin.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Delivery of a challenge, read from the body of a request.
 *
 * @param seconds the lifetime of the challenge
 * @param template the caller's text with {@code {{otp_code}}} and {@code {{otp_expiry}}}, if there is one
 * @param redirectTo the page to which a link's success page leads; it doesn't turn a code into a link
 */
record DeliveryRequest(int seconds, Optional<String> template, Optional<String> redirectTo) {
    private static final int MAX_SMS_LENGTH = 160;

    /**
     * Reads the delivery from a body.
     *
     * @throws ApiError if a field doesn't suit the factor
     */
    static DeliveryRequest read(RequestBody body, SimulatedFactorType factor) {
        var template = body.text("custom_message");
        if (template.isPresent() && !factor.equals(SimulatedFactorType.SMS)) {
            throw ApiError.unprocessable("custom_message is only for SMS");
        }
        var redirectTo = body.text("redirect_to");
        if (redirectTo.isPresent() && !factor.isEmail()) {
            throw ApiError.unprocessable("redirect_to is only for Email");
        }
        if (redirectTo.isPresent() && !isWebPage(redirectTo.get())) {
            throw ApiError.unprocessable("redirect_to must be the URL of a web page");
        }
        return new DeliveryRequest(body.expiresIn(), template, redirectTo);
    }

    /**
     * Fills in the placeholders of a message.
     *
     * @throws ApiError if a custom text with its code is too long
     */
    Content fill(Content content) {
        var minutes = (seconds + 59) / 60;
        var text = template.orElse(content.text()).replace("{{otp_expiry}}", Integer.toString(minutes));
        if (content.code() != null) {
            text = text.replace("{{otp_code}}", content.code());
        }
        if (template.isPresent() && text.length() > MAX_SMS_LENGTH) {
            throw ApiError.unprocessable("custom_message must be at most 160 characters including the code");
        }
        return content.saying(text);
    }

    private static boolean isWebPage(String url) {
        try {
            var uri = new URI(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
