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
record ApiResponse(ApiRequest call, TransportResponse reply) {

    JsonNode object() {
        return json().flatMap(ApiJson::object).orElseThrow(() -> unintelligible("an object"));
    }

    List<JsonNode> items() {
        return json().map(ApiJson::list).orElseThrow(() -> unintelligible("a list"));
    }

    OneLoginId required(JsonNode object, String field) {
        return ApiJson.id(object, field).orElseThrow(() -> unintelligible("one with a usable " + field));
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
                        .formatted(call.operation(), position + 1, nodes.size(), field));
            }
        }
        if (items.isEmpty() && !oddities.isEmpty()) {
            throw unintelligible("a list with a usable " + field);
        }
        return new ItemList<>(items, oddities);
    }

    /** Whether OneLogin itself says so: a proxy that answers 404 in its place says nothing. */
    boolean isNotFound() {
        return reply.status() == 404 && ErrorForms.isError(reply);
    }

    /** The answer to a request to take something away. What a proxy says in OneLogin's place takes nothing away. */
    void requireGone() {
        if (!isNotFound() && !ErrorForms.isFactorGone(reply) && !isDone()) {
            throw ApiErrors.of(call.operation(), reply);
        }
    }

    private boolean isDone() {
        return reply.status() >= 200
                && reply.status() < 300
                && (reply.body().isBlank() || ApiJson.parse(reply.body()).isPresent());
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
        if (reply.status() == 401) {
            // Calls.sendCode made sure that this is about the code.
            return CodeCheck.of(Verdict.WRONG);
        }
        // A proxy that answers 400 or 404 in OneLogin's place says nothing about the code.
        if (ErrorForms.isError(reply)) {
            switch (reply.status()) {
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
        challenge.ifPresent(id -> requireNothingElse(id, object));
        var device = ApiJson.id(object, "device_id");
        return switch (StatusFields.wordOrSuccess(object)) {
            case ACCEPTED -> new CodeCheck(Verdict.ACCEPTED, device);
            case PENDING, REJECTED -> new CodeCheck(Verdict.WRONG, device);
            case UNKNOWN -> throw unintelligible("accepted, pending or rejected");
        };
    }

    /** The answer to the question how this registration or verification stands. */
    PollResult asked(OneLoginId challenge) {
        if (isNotFound()) {
            return new PollResult(Status.GONE, Optional.empty());
        }
        var object = object();
        requireNothingElse(challenge, object);
        var device = ApiJson.id(object, "device_id");
        return switch (StatusFields.word(object)) {
            case ACCEPTED -> new PollResult(Status.ACCEPTED, device);
            case PENDING -> new PollResult(Status.PENDING, device);
            case REJECTED -> new PollResult(Status.REJECTED, device);
            case UNKNOWN -> throw unintelligible("accepted, pending or rejected");
        };
    }

    /** @throws OneLoginException when it doesn't say that it is about this */
    void requireThatItIsAbout(OneLoginId id, JsonNode object) {
        if (!ApiJson.id(object, "id").filter(id::equals).isPresent()) {
            throw unintelligible("an answer about what was asked");
        }
    }

    /** An id need not be there, since the address said it. */
    private void requireNothingElse(OneLoginId challenge, JsonNode object) {
        if (object.hasNonNull("id")) {
            requireThatItIsAbout(challenge, object);
        }
    }

    private Optional<JsonNode> json() {
        if (reply.status() < 200 || reply.status() > 299) {
            throw ApiErrors.of(call.operation(), reply);
        }
        return ApiJson.parse(reply.body());
    }

    private OneLoginException unintelligible(String expected) {
        return ApiErrors.unintelligible(call.operation(), reply, expected);
    }
}
