package dev.mfabridge.onelogin.simulator;

/**
 * Content of a message.
 *
 * @param text the text, which can contain {@code {{otp_code}}} and {@code {{otp_expiry}}}
 * @param code the code, null if the message has none
 * @param link the path of a link, null if the message has none
 */
record Content(ExpectedResponse waitsFor, String text, String code, String link) {
    static Content code(String text, String code) {
        return new Content(ExpectedResponse.CODE, text, code, null);
    }

    static Content link(String text, String link) {
        return new Content(ExpectedResponse.LINK, text, null, link);
    }

    static Content phoneCode(String text) {
        return new Content(ExpectedResponse.PHONE_CODE, text, null, null);
    }

    static Content push(String text) {
        return new Content(ExpectedResponse.ANSWER, text, null, null);
    }

    Content saying(String words) {
        return new Content(waitsFor, words, code, link);
    }
}
