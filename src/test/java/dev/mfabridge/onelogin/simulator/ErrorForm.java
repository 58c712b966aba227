package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;

/** Forms of OneLogin's error answers on its pages, in its SDKs and in programs. */
enum ErrorForm {
    /** {@code {"statusCode":401,"name":"InvalidCredentials","message":"..."}}. */
    NAME(ErrorForm::named),
    /** {@code {"status":{"error":true,"code":401,"type":"Unauthorized","message":"..."}}}. */
    STATUS((error, message) -> SimulatorJson.object().set("status", flat(error, message))),
    /** The four fields of the status without the status around them. */
    FLAT(ErrorForm::flat),
    /** {@code {"status":400,"error":"bad_request","description":"..."}}. */
    DESCRIPTION((error, message) -> SimulatorJson.object()
            .put("status", error.status())
            .put("error", error.type().toLowerCase(Locale.ROOT).replace(' ', '_'))
            .set("description", message)),
    /** {@code {"messages":["..."]}}. */
    MESSAGES((error, message) -> SimulatorJson.object().set("messages", list(message))),
    /** {@code {"message":"...","errors":[{"field":"otp","message":["is invalid"]}]}}. */
    FIELDS((error, message) -> {
        ObjectNode json = SimulatorJson.object().set("message", message);
        json.putArray("errors")
                .addObject()
                .put("field", "otp")
                .putArray("message")
                .add("is invalid");
        return json;
    }),
    /** Only {@code {"message":"Not Found"}}. */
    MESSAGE((error, message) -> SimulatorJson.object().put("message", error.type())),
    /** {@code {"statusCode":422,"name":"ValidationError","message":"...","details":{}}}. */
    DETAILS((error, message) -> {
        var json = named(error, message).put("name", "ValidationError");
        json.putObject("details").putArray("otp").add("is invalid");
        return json;
    });

    private final BiFunction<ApiError, JsonNode, JsonNode> form;

    ErrorForm(BiFunction<ApiError, JsonNode, JsonNode> form) {
        this.form = form;
    }

    static String[] names() {
        return Arrays.stream(values()).map(ErrorForm::field).toArray(String[]::new);
    }

    static ErrorForm of(String field) {
        return valueOf(field.toUpperCase(Locale.ROOT));
    }

    JsonNode body(ApiError error, JsonNode message) {
        return form.apply(error, message);
    }

    private String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode named(ApiError error, JsonNode message) {
        return SimulatorJson.object()
                .put("statusCode", error.status())
                .put("name", error.name())
                .set("message", message);
    }

    private static ObjectNode flat(ApiError error, JsonNode message) {
        return SimulatorJson.object()
                .put("error", true)
                .put("code", error.status())
                .put("type", error.type())
                .set("message", message);
    }

    private static JsonNode list(JsonNode message) {
        return message.isArray() ? message : SimulatorJson.array().add(message);
    }
}
