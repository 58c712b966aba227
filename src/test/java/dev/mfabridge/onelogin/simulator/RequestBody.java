package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON body of a call, read as strictly as the documents define its types. A null value is a missing value. */
record RequestBody(JsonNode json) {
    private static final int MIN_SECONDS = 120;
    private static final int MAX_SECONDS = 900;
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TEMPORARY_TOKEN = Pattern.compile("user_temp_otp_[0-9]{1,18}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    static RequestBody read(String contentType, String body) {
        var mediaType = contentType.split(";", 2)[0].strip();
        if (!mediaType.equalsIgnoreCase("application/json")) {
            throw ApiError.badRequest("Content-Type must be application/json");
        }
        JsonNode json;
        try {
            json = SimulatorJson.parse(body);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("The body must be JSON");
        }
        if (!json.isObject()) {
            throw ApiError.badRequest("The body must be a JSON object");
        }
        return new RequestBody(json);
    }

    Optional<String> text(String name) {
        var value = field(name);
        if (value.isPresent() && !value.get().isTextual()) {
            throw ApiError.unprocessable(name + " must be a string");
        }
        return value.map(JsonNode::textValue);
    }

    String requiredText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> missing(name));
    }

    /** Returns an id as its digits, for a number or a text. */
    Optional<String> id(String name) {
        var value = field(name);
        if (value.isPresent() && !isId(value.get())) {
            throw ApiError.unprocessable(name + " must be an id");
        }
        return value.map(JsonNode::asText);
    }

    String requiredId(String name) {
        return id(name).orElseThrow(() -> missing(name));
    }

    /** Returns the id of a device or of a temporary token. */
    Optional<String> deviceId() {
        return field("device_id")
                .map(JsonNode::asText)
                .filter(text -> TEMPORARY_TOKEN.matcher(text).matches())
                .or(() -> id("device_id"));
    }

    String requiredDeviceId() {
        return deviceId().orElseThrow(() -> missing("device_id"));
    }

    boolean flag(String name) {
        var value = field(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw ApiError.unprocessable(name + " must be true or false");
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    /** Returns {@code expires_in} of a registration or verification, in seconds. */
    int expiresIn() {
        return expiresIn(MAX_SECONDS, MIN_SECONDS);
    }

    int expiresIn(int longest, int otherwise) {
        var value = field("expires_in");
        if (value.isEmpty()) {
            return otherwise;
        }
        var readable = value.get().isTextual() || value.get().isIntegralNumber();
        var text = value.get().asText();
        if (!readable || !SECONDS.matcher(text).matches()) {
            throw ApiError.unprocessable("expires_in must be a number of seconds");
        }
        var seconds = Integer.parseInt(text);
        if (seconds < MIN_SECONDS || seconds > longest) {
            throw ApiError.unprocessable("expires_in must be from 120 to " + longest);
        }
        return seconds;
    }

    /** Returns the code as text. A code that was sent as a number has lost its leading zeros. */
    String otp() {
        var value = field("otp").orElseThrow(() -> missing("otp"));
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw ApiError.unprocessable("otp must be a string or an integer");
        }
        if (value.asText().isBlank()) {
            throw missing("otp");
        }
        return value.asText();
    }

    boolean has(String name) {
        return field(name).isPresent();
    }

    private Optional<JsonNode> field(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    private static boolean isId(JsonNode value) {
        return (value.isTextual() || value.isIntegralNumber())
                && ID.matcher(value.asText()).matches();
    }

    private static ApiError missing(String name) {
        return ApiError.unprocessable(name + " is required");
    }
}
