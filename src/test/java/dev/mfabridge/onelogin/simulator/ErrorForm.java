package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;

/** The forms of OneLogin's error answers, as its pages, its SDKs and programs have them. */
enum ErrorForm {
    /** {@code {"statusCode":401,"name":"InvalidCredentials","message":"..."}}. */
    NAME(ErrorForm::named),
    /** {@code {"status":{"error":true,"code":401,"type":"Unauthorized","message":"..."}}}. */
    STATUS((refusal, message) -> SimulatorJson.object().set("status", flat(refusal, message))),
    /** The four fields of the status alone. */
    FLAT(ErrorForm::flat),
    /** {@code {"status":400,"error":"bad_request","description":"..."}}. */
    DESCRIPTION((refusal, message) -> SimulatorJson.object()
            .put("status", refusal.status())
            .put("error", refusal.type().toLowerCase(Locale.ROOT).replace(' ', '_'))
            .set("description", message)),
    /** {@code {"messages":["..."]}}. */
    MESSAGES((refusal, message) -> SimulatorJson.object().set("messages", list(message))),
    /** {@code {"message":"...","errors":[{"field":"otp","message":["is invalid"]}]}}. */
    FIELDS((refusal, message) -> {
        ObjectNode json = SimulatorJson.object().set("message", message);
        json.putArray("errors")
                .addObject()
                .put("field", "otp")
                .putArray("message")
                .add("is invalid");
        return json;
    }),
    /** {@code {"message":"Not Found"}} alone. */
    MESSAGE((refusal, message) -> SimulatorJson.object().put("message", refusal.type())),
    /** {@code {"statusCode":422,"name":"ValidationError","message":"...","details":{}}}. */
    DETAILS((refusal, message) -> {
        var json = named(refusal, message).put("name", "ValidationError");
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

    JsonNode body(ApiError refusal, JsonNode message) {
        return form.apply(refusal, message);
    }

    private String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode named(ApiError refusal, JsonNode message) {
        return SimulatorJson.object()
                .put("statusCode", refusal.status())
                .put("name", refusal.name())
                .set("message", message);
    }

    private static ObjectNode flat(ApiError refusal, JsonNode message) {
        return SimulatorJson.object()
                .put("error", true)
                .put("code", refusal.status())
                .put("type", refusal.type())
                .set("message", message);
    }

    private static JsonNode list(JsonNode message) {
        return message.isArray() ? message : SimulatorJson.array().add(message);
    }
}
