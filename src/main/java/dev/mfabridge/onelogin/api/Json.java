package dev.mfabridge.onelogin.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.api.http.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads the forms that OneLogin's answers come in: an object bare or in an array, ids as numbers or text. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** @return the body as JSON, or empty when it is none (an HTML page of a proxy, an empty or a cut-off body) */
    static Optional<JsonNode> parse(String body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** @return the object that the answer is, bare or as the one element of an array */
    static Optional<JsonNode> object(JsonNode answer) {
        var node = answer.isArray() && answer.size() == 1 ? answer.get(0) : answer;
        return Optional.of(node).filter(JsonNode::isObject);
    }

    /** @return the elements of a list; an object bare is a list of one */
    static List<JsonNode> list(JsonNode answer) {
        return answer.isArray()
                ? StreamSupport.stream(answer.spliterator(), false).toList()
                : List.of(answer);
    }

    /** @return the field's text, or the digits of its whole number; empty when it is missing, blank or something else */
    static Optional<String> text(JsonNode object, String field) {
        return Optional.ofNullable(object.get(field))
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    static Optional<OneLoginId> id(JsonNode object, String field) {
        return text(object, field).flatMap(OneLoginId::parse);
    }

    /** @return what the person has to see, from {@code factor_data}; an answer need not have any */
    static FactorData factorData(JsonNode object) {
        var data = object.path("factor_data");
        return new FactorData(
                text(data, "totp_url").orElse(null),
                text(data, "verification_token").orElse(null),
                text(data, "otp").orElse(null),
                text(data, "number").orElse(null));
    }

    /** @return how it stands; anything but OneLogin's three words is UNKNOWN, which nobody may take for accepted */
    static Status status(JsonNode object) {
        return text(object, "status")
                .map(word -> switch (word.toLowerCase(Locale.ROOT)) {
                    case "pending" -> Status.PENDING;
                    case "accepted" -> Status.ACCEPTED;
                    case "rejected" -> Status.REJECTED;
                    default -> Status.UNKNOWN;
                })
                .orElse(Status.UNKNOWN);
    }

    /**
     * @return whether it is the success that a verified code is answered with: {@code type}, {@code code} and {@code
     *     error} all say so, nested in {@code status} or flat
     */
    static boolean isSuccess(JsonNode object) {
        var nested = object.get("status");
        var success = nested != null && nested.isObject() ? nested : object;
        return text(success, "type").filter("success"::equalsIgnoreCase).isPresent()
                && text(success, "code").filter("200"::equals).isPresent()
                && success.path("error").isBoolean()
                && !success.path("error").booleanValue();
    }

    /** @return whether it is an error in one of OneLogin's own forms, and not a page of somebody in between */
    static boolean isError(Reply reply) {
        return reply.status() >= 400
                && parse(reply.body()).flatMap(Json::errorName).isPresent();
    }

    /** @return the error's name in any of OneLogin's three forms, made safe for a log */
    static Optional<String> errorName(JsonNode answer) {
        return object(answer)
                .flatMap(error -> {
                    var nested = error.path("status");
                    return text(error, "name").or(() -> text(nested.isObject() ? nested : error, "type"));
                })
                .map(name -> name.replaceAll("[^A-Za-z0-9 _-]", "?"))
                .map(name -> name.substring(0, Math.min(60, name.length())));
    }
}
