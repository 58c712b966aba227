package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells OneLogin's errors, in all the forms they come in, from what a proxy says in its place. The forms have {@code name}
 * beside {@code statusCode}; {@code error}, {@code code}, {@code type} and {@code message}, flat or within {@code status};
 * {@code error} beside a numeric {@code status}; {@code messages}; {@code message} with {@code errors}, or alone.
 */
final class ErrorForms {
    private static final List<String> FIELDS =
            List.of("name", "statusCode", "error", "code", "type", "message", "messages", "errors", "description");
    private static final int LONGEST_NAME = 60;

    private ErrorForms() {}

    /** @return whether it is an error in one of OneLogin's forms */
    static boolean isError(TransportResponse response) {
        return response.status() >= 400
                && fields(response)
                        .filter(fields -> FIELDS.stream().anyMatch(fields::has))
                        .isPresent();
    }

    /** @return whether the API credential is known and lacks the scope that the call needs */
    static boolean isScopeMissing(TransportResponse response) {
        return (response.status() == 401 || response.status() == 403) && says(response, "insufficient permission");
    }

    /** @return whether the device that was to be removed is no longer there, in the form of version 1 of the API */
    static boolean isFactorGone(TransportResponse response) {
        return response.status() == 400 && says(response, "factor could not be found");
    }

    /** @return the error's name, made safe for a log; empty where the form has none */
    static Optional<String> name(TransportResponse response) {
        return fields(response)
                .flatMap(fields -> Stream.of("name", "type", "error")
                        .flatMap(field -> ApiJson.text(fields, field).stream())
                        .findFirst())
                .map(name -> name.replaceAll("[^A-Za-z0-9 _-]", "?"))
                .map(name -> name.substring(0, Math.min(LONGEST_NAME, name.length())));
    }

    private static Optional<JsonNode> fields(TransportResponse response) {
        return ApiJson.parse(response.body()).flatMap(ApiJson::object).map(error -> {
            var nested = error.path("status");
            return nested.isObject() ? nested : error;
        });
    }

    /** Returns whether the message has these words. The message itself never goes to a log: it might repeat what was sent. */
    private static boolean says(TransportResponse response, String lowerCase) {
        return fields(response).stream()
                .flatMap(fields ->
                        Stream.of(fields.path("message"), fields.path("messages"), fields.path("description")))
                .anyMatch(message -> message.toString().toLowerCase(Locale.ROOT).contains(lowerCase));
    }
}
