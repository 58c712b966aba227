package dev.mfabridge.onelogin.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * How a person is to be asked, read from the body that wants it.
 *
 * @param seconds how long there is to answer
 * @param template with {@code {{otp_code}}} and {@code {{otp_expiry}}}, where the caller has one
 * @param redirectTo the page that a link's success page leads to; it makes no link of a code
 */
record DeliveryRequest(int seconds, Optional<String> template, Optional<String> redirectTo) {
    private static final int LONGEST_SMS = 160;

    /** @throws ApiError when a field isn't for this factor */
    static DeliveryRequest read(RequestBody body, SimulatedFactorType factor) {
        var template = body.text("custom_message");
        if (template.isPresent() && !factor.equals(SimulatedFactorType.SMS)) {
            throw ApiError.unprocessable("custom_message is for SMS alone");
        }
        var redirectTo = body.text("redirect_to");
        if (redirectTo.isPresent() && !factor.isEmail()) {
            throw ApiError.unprocessable("redirect_to is for Email alone");
        }
        if (redirectTo.isPresent() && !isWebPage(redirectTo.get())) {
            throw ApiError.unprocessable("redirect_to must be the URL of a web page");
        }
        return new DeliveryRequest(body.expiresIn(), template, redirectTo);
    }

    /** @throws ApiError when an own text gets too long with the code in it */
    Content fill(Content content) {
        var minutes = (seconds + 59) / 60;
        var text = template.orElse(content.text()).replace("{{otp_expiry}}", Integer.toString(minutes));
        if (content.code() != null) {
            text = text.replace("{{otp_code}}", content.code());
        }
        if (template.isPresent() && text.length() > LONGEST_SMS) {
            throw ApiError.unprocessable("custom_message must be at most 160 characters with the code in it");
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
