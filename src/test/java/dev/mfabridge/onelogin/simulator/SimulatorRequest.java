package dev.mfabridge.onelogin.simulator;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One call of the API, read before anything waits, and the behaviour that holds for it. */
record SimulatorRequest(Context http, String body, AppliedBehavior effect) {
    private static final Pattern USER_ID = Pattern.compile("[0-9]{1,18}");

    /** @throws ApiError when it isn't a JSON object with the content type of one */
    RequestBody json() {
        return RequestBody.read(Optional.ofNullable(http.contentType()).orElse(""), body);
    }

    /** @throws ApiError when no user can have such an id */
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

    /** The last value of that name in the query. */
    Optional<String> query(String name) {
        List<String> values = http.queryParams(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }
}
