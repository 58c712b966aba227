package dev.mfabridge.onelogin.simulator;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Call of the API, read before any delay, with the behavior that applies to it. */
record SimulatorRequest(Context http, String body, AppliedBehavior effect) {
    private static final Pattern USER_ID = Pattern.compile("[0-9]{1,18}");

    /**
     * Returns the body.
     *
     * @throws ApiError if the body is no JSON object or has another content type
     */
    RequestBody json() {
        return RequestBody.read(Optional.ofNullable(http.contentType()).orElse(""), body);
    }

    /**
     * Returns the id of the user in the path.
     *
     * @throws ApiError if no user can have that id
     */
    long userId() {
        var text = path("user_id");
        if (!USER_ID.matcher(text).matches()) {
            throw ApiError.notFound("There is no such user");
        }
        return Long.parseLong(text);
    }

    String path(String name) {
        return http.pathParam(name);
    }

    /** Returns the last value of a parameter in the query. */
    Optional<String> query(String name) {
        List<String> values = http.queryParams(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }
}
