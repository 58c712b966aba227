package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reader of OneLogin's errors in all their forms, which distinguishes them from the answers of a proxy. The forms are:
 *
 * <ul>
 * <li>{@code name} beside {@code statusCode}
 * <li>{@code error}, {@code code}, {@code type} and {@code message}, flat or within {@code status}
 * <li>{@code error} beside a numeric {@code status}
 * <li>{@code messages}
 * <li>{@code message} with {@code errors}, or only {@code message}
 * </ul>
 */
final class ErrorReader {
    private static final List<String> FIELDS =
            List.of("name", "statusCode", "error", "code", "type", "message", "messages", "errors", "description");

    private ErrorReader() {}

    /**
     * Returns whether the HTTP status rejects the request and a part of the body claims a success. HTTP 429 and 5xx say
     * nothing about the request.
     */
    static boolean isContradiction(TransportResponse response) {
        return response.status() >= 400
                && response.status() < 500
                && response.status() != 429
                && ApiJson.parse(response.body())
                        .map(AnswerClaims::of)
                        .filter(claims -> claims.success() || claims.statuses().contains("accepted"))
                        .isPresent();
    }

    /** Returns whether the response is an error in one of OneLogin's forms. */
    static boolean isError(TransportResponse response) {
        return response.status() >= 400
                && !isContradiction(response)
                && fields(response)
                        .filter(fields -> FIELDS.stream().anyMatch(fields::has))
                        .isPresent();
    }

    /** Returns whether OneLogin knows the API credential and the credential lacks the scope that the call needs. */
    static boolean isScopeMissing(TransportResponse response) {
        return (response.status() == 401 || response.status() == 403)
                && hasMessage(response, "insufficient permission");
    }

    /** Returns whether the device to remove no longer exists, in the form of version 1 of the API. */
    static boolean isFactorRemoved(TransportResponse response) {
        return response.status() == 400 && hasMessage(response, "factor could not be found");
    }

    /** Returns the error's name, made safe for a log; empty if the form has none. */
    static Optional<String> name(TransportResponse response) {
        return fields(response)
                .flatMap(fields -> Stream.of("name", "type", "error")
                        .flatMap(field -> ApiJson.text(fields, field).stream())
                        .findFirst())
                .map(LoggedWord::ofName);
    }

    private static Optional<JsonNode> fields(TransportResponse response) {
        return ApiJson.parse(response.body()).flatMap(ApiJson::object).map(error -> {
            var nested = error.path("status");
            return nested.isObject() ? nested : error;
        });
    }

    /**
     * Returns whether the message contains these words. The message itself never goes to a log, since it might repeat
     * what was sent (S7).
     */
    private static boolean hasMessage(TransportResponse response, String lowerCase) {
        return fields(response).stream()
                .flatMap(fields ->
                        Stream.of(fields.path("message"), fields.path("messages"), fields.path("description")))
                .anyMatch(message -> message.toString().toLowerCase(Locale.ROOT).contains(lowerCase));
    }
}
