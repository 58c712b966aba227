package dev.mfabridge.onelogin.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answer that an input describes, in the form of an HTTP message: a line with the status, the headers, an empty line and
 * the body.
 *
 * @param headers the lines of the headers
 */
record FuzzedAnswer(int status, List<String> headers, byte[] body) {
    private static final String NEXT = "\n----\n";
    private static final String HEAD_END = "\n\n";

    /** Returns the body as the client decodes it. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the answers in an input, at least one. A line of four dashes separates them. */
    static List<FuzzedAnswer> in(byte[] input) {
        // One character for each byte, and back.
        var text = new String(input, StandardCharsets.ISO_8859_1);
        var answers = new ArrayList<FuzzedAnswer>();
        for (var part : text.split(NEXT, 4)) {
            answers.add(of(part));
        }
        return answers;
    }

    private static FuzzedAnswer of(String text) {
        var end = text.indexOf(HEAD_END);
        var head = Arrays.asList((end < 0 ? text : text.substring(0, end)).split("\n", 12));
        var body = end < 0 ? "" : text.substring(end + HEAD_END.length());
        return new FuzzedAnswer(
                status(head.get(0)), head.subList(1, head.size()), body.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the first three digits as a status, as the HTTP client reads no other. */
    private static int status(String line) {
        var digits = line.chars().filter(sign -> sign >= '0' && sign <= '9').limit(3);
        return digits.reduce(0, (number, digit) -> number * 10 + digit - '0');
    }
}
