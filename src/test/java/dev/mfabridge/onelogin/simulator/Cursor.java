package dev.mfabridge.onelogin.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The reference to a page of a list, which callers give back as they got it. */
final class Cursor {
    private static final Pattern PAGE = Pattern.compile("page:([1-9][0-9]{0,8})");

    private Cursor() {}

    static String to(int page) {
        return Base64.getUrlEncoder().encodeToString(("page:" + page).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ApiError when the cursor is none that was given out */
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
            // Refused below, as any other text that is no cursor.
        }
        throw ApiError.badRequest("cursor isn't one that was given out");
    }
}
