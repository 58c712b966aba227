package dev.mfabridge.onelogin.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reference to a page of a list, which callers return unchanged. */
final class Cursor {
    private static final Pattern PAGE = Pattern.compile("page:([1-9][0-9]{0,8})");

    private Cursor() {}

    static String to(int page) {
        return Base64.getUrlEncoder().encodeToString(("page:" + page).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the page from a call.
     *
     * @throws ApiError if the cursor is invalid
     */
    static Optional<Integer> read(SimulatorRequest request) {
        return request.query("cursor").filter(text -> !text.isEmpty()).map(Cursor::page);
    }

    private static int page(String cursor) {
        try {
            var matcher = PAGE.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (matcher.matches()) {
                return Integer.parseInt(matcher.group(1));
            }
        } catch (IllegalArgumentException e) {
            // Rejected below, like any other text that is no cursor.
        }
        throw ApiError.badRequest("cursor is invalid");
    }
}
