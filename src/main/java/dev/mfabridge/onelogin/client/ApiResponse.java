package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.PollResult.Status;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What came back for a call. Whatever can't be read as what was asked for is an {@link OneLoginException}. */
record ApiResponse(ApiRequest request, TransportResponse response) {

    JsonNode object() {
        return json().flatMap(ApiJson::object).orElseThrow(() -> invalidResponse("an object"));
    }

    List<JsonNode> items() {
        return json().map(ApiJson::list).orElseThrow(() -> invalidResponse("a list"));
    }

    OneLoginId required(JsonNode object, String field) {
        return ApiJson.id(object, field).orElseThrow(() -> invalidResponse("one with a usable " + field));
    }

    /**
     * Reads a list whose items have an id each.
     *
     * @param reading makes an item of its id and its fields
     * @throws OneLoginException when there are items and none can be read: that is not an empty list, which would let the user
     *     enroll
     */
    <T> ItemList<T> itemsWithId(String field, BiFunction<OneLoginId, JsonNode, T> reading) {
        var nodes = items();
        var items = new ArrayList<T>();
        var oddities = new ArrayList<String>();
        for (int position = 0; position < nodes.size(); position++) {
            var node = nodes.get(position);
            var id = ApiJson.id(node, field);
            if (id.isPresent()) {
                items.add(reading.apply(id.get(), node));
            } else {
                oddities.add("%s: item %d of %d has no usable %s"
                        .formatted(request.operation(), position + 1, nodes.size(), field));
            }
        }
        if (items.isEmpty() && !oddities.isEmpty()) {
            throw invalidResponse("a list with a usable " + field);
        }
        return new ItemList<>(items, oddities);
    }

    /** Whether OneLogin itself says so: a proxy that answers 404 in its place says nothing. */
    boolean isNotFound() {
        return response.status() == 404 && ErrorForms.isError(response);
    }

    /** The answer to a request to take something away. What a proxy says in OneLogin's place takes nothing away. */
    void requireRemoved() {
        if (!isNotFound() && !ErrorForms.isFactorGone(response) && !isSuccess()) {
            throw ApiErrors.toException(request.operation(), response);
        }
    }

    private boolean isSuccess() {
        return response.status() >= 200
                && response.status() < 300
                && (response.body().isBlank() || ApiJson.parse(response.body()).isPresent());
    }

    /** The answer to a code that was sent for this registration or verification. */
    CodeCheck codeCheck(OneLoginId challenge) {
        return codeCheck(Optional.of(challenge));
    }

    /** The answer to a code that was sent with no registration or verification before it. */
    CodeCheck codeCheck() {
        return codeCheck(Optional.empty());
    }

    private CodeCheck codeCheck(Optional<OneLoginId> challenge) {
        if (response.status() == 401) {
            // Calls.sendCode made sure that this is about the code.
            return CodeCheck.of(Verdict.WRONG);
        }
        // A proxy that answers 400 or 404 in OneLogin's place says nothing about the code.
        if (ErrorForms.isError(response)) {
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
        challenge.ifPresent(id -> requireNoOtherId(id, object));
        var device = ApiJson.id(object, "device_id");
        return switch (StatusFields.statusOrSuccess(object)) {
            case ACCEPTED -> new CodeCheck(Verdict.ACCEPTED, device);
            case PENDING, REJECTED -> new CodeCheck(Verdict.WRONG, device);
            case UNKNOWN -> throw invalidResponse("accepted, pending or rejected");
        };
    }

    /** The answer to the question how this registration or verification stands. */
    PollResult pollResult(OneLoginId challenge) {
        if (isNotFound()) {
            return new PollResult(Status.GONE, Optional.empty());
        }
        var object = object();
        requireNoOtherId(challenge, object);
        var device = ApiJson.id(object, "device_id");
        return switch (StatusFields.status(object)) {
            case ACCEPTED -> new PollResult(Status.ACCEPTED, device);
            case PENDING -> new PollResult(Status.PENDING, device);
            case REJECTED -> new PollResult(Status.REJECTED, device);
            case UNKNOWN -> throw invalidResponse("accepted, pending or rejected");
        };
    }

    /** @throws OneLoginException when it doesn't say that it is about this */
    void requireId(OneLoginId id, JsonNode object) {
        if (!ApiJson.id(object, "id").filter(id::equals).isPresent()) {
            throw invalidResponse("an answer about what was asked");
        }
    }

    /** An id need not be there, since the address said it. */
    private void requireNoOtherId(OneLoginId challenge, JsonNode object) {
        if (object.hasNonNull("id")) {
            requireId(challenge, object);
        }
    }

    private Optional<JsonNode> json() {
        if (response.status() < 200 || response.status() > 299) {
            throw ApiErrors.toException(request.operation(), response);
        }
        return ApiJson.parse(response.body());
    }

    private OneLoginException invalidResponse(String expected) {
        return ApiErrors.invalidResponse(request.operation(), response, expected);
    }
}
