package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.PollResult.Status;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Response to a call. A response that can't be read as expected causes an {@link OneLoginException}, and is never taken
 * for an empty or a good one (S1, S2).
 */
record ApiResponse(ApiRequest request, TransportResponse response) {
    private static final String DEVICE = "device_id";

    /**
     * Returns the object in the body.
     *
     * @throws OneLoginException if the response is no success or contains no single object
     */
    JsonNode object() {
        return json().flatMap(ApiJson::object).orElseThrow(() -> invalidResponse("an object"));
    }

    /**
     * Returns the items of the list in the body.
     *
     * @throws OneLoginException if the response is no success or contains no list
     */
    List<JsonNode> items() {
        return json().map(ApiJson::list).orElseThrow(() -> invalidResponse("a list"));
    }

    /**
     * Returns an id that the response must have.
     *
     * @throws OneLoginException if the field is missing or no usable id
     */
    OneLoginId required(JsonNode object, String field) {
        return ApiJson.id(object, field).orElseThrow(() -> invalidResponse("one with a usable " + field));
    }

    /**
     * Reads a list in which each item has an id.
     *
     * @param reader makes an item of its id and its fields
     * @throws OneLoginException if there are items and none can be read: that is not an empty list, which would let the
     *     user enroll (S2)
     */
    <T> ReadableItems<T> itemsWithId(String field, BiFunction<OneLoginId, JsonNode, T> reader) {
        var nodes = items();
        var items = new ArrayList<T>();
        var unreadable = new ArrayList<String>();
        for (int position = 0; position < nodes.size(); position++) {
            var node = nodes.get(position);
            var id = ApiJson.id(node, field);
            if (id.isPresent()) {
                items.add(reader.apply(id.get(), node));
            } else {
                unreadable.add("%s: item %d of %d has no usable %s"
                        .formatted(request.operation(), position + 1, nodes.size(), field));
            }
        }
        if (items.isEmpty() && !unreadable.isEmpty()) {
            throw invalidResponse("a list with a usable " + field);
        }
        return new ReadableItems<>(items, unreadable);
    }

    /**
     * Returns whether OneLogin itself reports "not found". A proxy that answers 404 in OneLogin's place says nothing.
     */
    boolean isNotFound() {
        return response.status() == 404 && ErrorReader.isError(response);
    }

    /**
     * Checks the response to the removal of a device. An answer of a proxy in OneLogin's place is no removal.
     *
     * @throws OneLoginException if the device may still be in OneLogin
     */
    void requireRemoved() {
        if (isNotFound() || ErrorReader.isFactorRemoved(response)) {
            return;
        }
        if (response.status() < 200 || response.status() >= 300) {
            throw ApiErrors.toException(request.operation(), response);
        }
        if (!response.body().isBlank() && !hasBodyOfSuccess()) {
            throw invalidResponse("a removal");
        }
    }

    /** Returns whether the body is JSON without a failure. A body that reports a failure contradicts the HTTP status. */
    private boolean hasBodyOfSuccess() {
        return ApiJson.parse(response.body())
                .filter(body -> !AnswerClaims.of(body).failure())
                .isPresent();
    }

    /**
     * Reads the response to the request of a temporary token.
     *
     * @throws OneLoginException if the response has no token that a user could enter
     */
    TemporaryToken temporaryToken(OneLoginId user) {
        var object = object();
        requireNoOtherId(user, object, "user_id");
        var token = ApiJson.text(object, "mfa_token")
                .flatMap(OneTimeCode::parse)
                .orElseThrow(() -> invalidResponse("one with a usable mfa_token"));
        return new TemporaryToken(token, namedDevice(object).filter(OneLoginId::isTemporaryToken));
    }

    /** Reads the response to a code that was sent for this registration or verification of a user. */
    CodeCheck codeCheck(OneLoginId user, OneLoginId challenge) {
        return codeCheck(user, Optional.of(challenge));
    }

    /** Reads the response to a code that was sent without a registration or verification. */
    CodeCheck codeCheck(OneLoginId user) {
        return codeCheck(user, Optional.empty());
    }

    private CodeCheck codeCheck(OneLoginId user, Optional<OneLoginId> challenge) {
        if (ErrorReader.isContradiction(response)) {
            throw invalidResponse("one whose body and HTTP status agree");
        }
        if (response.status() == 401) {
            // AuthorizedApi.sendCode has ruled out the access token and the scope.
            return CodeCheck.of(Verdict.WRONG);
        }
        // A proxy that answers 400 or 404 in OneLogin's place says nothing about the code.
        if (ErrorReader.isError(response)) {
            switch (response.status()) {
                case 400, 422 -> {
                    return CodeCheck.of(Verdict.WRONG);
                }
                case 403 -> {
                    return CodeCheck.of(Verdict.FORBIDDEN);
                }
                case 404 -> {
                    return CodeCheck.of(Verdict.GONE);
                }
                default -> {}
            }
        }
        var object = object();
        requireNoOtherId(user, object, "user_id");
        challenge.ifPresent(id -> requireNoOtherId(id, object, "id"));
        var device = namedDevice(object);
        return switch (StatusReader.statusOrSuccess(object)) {
            case ACCEPTED -> new CodeCheck(Verdict.ACCEPTED, device);
            case PENDING, REJECTED -> new CodeCheck(Verdict.WRONG, device);
            case UNKNOWN -> throw invalidResponse("accepted, pending or rejected");
        };
    }

    /** Reads the response to a poll of this registration or verification of a user. */
    PollResult pollResult(OneLoginId user, OneLoginId challenge) {
        if (isNotFound()) {
            return new PollResult(Status.GONE, Optional.empty());
        }
        var object = object();
        requireNoOtherId(user, object, "user_id");
        requireNoOtherId(challenge, object, "id");
        var device = namedDevice(object);
        return switch (StatusReader.status(object)) {
            case ACCEPTED -> new PollResult(Status.ACCEPTED, device);
            case PENDING -> new PollResult(Status.PENDING, device);
            case REJECTED -> new PollResult(Status.REJECTED, device);
            case UNKNOWN -> throw invalidResponse("accepted, pending or rejected");
        };
    }

    /**
     * Checks that an object is about the requested id.
     *
     * @throws OneLoginException if the object has another id or none
     */
    void requireId(OneLoginId id, JsonNode object) {
        requireId(id, object, "id");
    }

    private void requireId(OneLoginId id, JsonNode object, String field) {
        if (!ApiJson.id(object, field).filter(id::equals).isPresent()) {
            throw invalidResponse("an answer about what was asked");
        }
    }

    /**
     * Checks that an object names nothing else than what was asked. The field may be missing, since the URL named the
     * id. Fields at any depth are compared, except {@code id}, since nested objects have ids of their own.
     *
     * @throws OneLoginException if the field has another id, or none that can be read
     */
    void requireNoOtherId(OneLoginId id, JsonNode object, String field) {
        if (object.hasNonNull(field)) {
            requireId(id, object, field);
        }
        if (!field.equals("id") && object.isContainerNode()) {
            object.forEach(nested -> requireNoOtherId(id, nested, field));
        }
    }

    /**
     * Returns the device that an answer names, or empty if the answer names none.
     *
     * @throws OneLoginException if the answer names a device by an id that can't be read
     */
    private Optional<OneLoginId> namedDevice(JsonNode object) {
        var device = ApiJson.id(object, DEVICE);
        if (device.isEmpty() && object.hasNonNull(DEVICE)) {
            throw invalidResponse("one with a usable " + DEVICE);
        }
        device.ifPresent(id -> requireNoOtherId(id, object, DEVICE));
        return device;
    }

    private Optional<JsonNode> json() {
        if (response.status() != 200 && response.status() != 201) {
            throw ApiErrors.toException(request.operation(), response);
        }
        return ApiJson.parse(response.body());
    }

    private OneLoginException invalidResponse(String expected) {
        return ApiErrors.invalidResponse(request.operation(), response, expected);
    }
}
