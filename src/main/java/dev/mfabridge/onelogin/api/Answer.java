package dev.mfabridge.onelogin.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.api.Asked.Standing;
import dev.mfabridge.onelogin.api.CodeCheck.Verdict;
import dev.mfabridge.onelogin.api.http.Reply;
import java.util.List;
import java.util.Optional;

/** What came back for a call. Whatever can't be read as what was asked for is an {@link OneLoginException}. */
record Answer(Call call, Reply reply) {

    JsonNode object() {
        return json().flatMap(Json::object).orElseThrow(() -> unintelligible("an object"));
    }

    List<JsonNode> items() {
        return json().map(Json::list).orElseThrow(() -> unintelligible("a list"));
    }

    OneLoginId required(JsonNode object, String field) {
        return Json.id(object, field).orElseThrow(() -> unintelligible("one with a usable " + field));
    }

    /** Whether OneLogin itself says so: a proxy that answers 404 in its place says nothing. */
    boolean isNotFound() {
        return reply.status() == 404 && Json.isError(reply);
    }

    /** The answer to a request to take something away. What a proxy says in OneLogin's place takes nothing away. */
    void requireGone() {
        if (!isNotFound() && !isDone()) {
            throw Failures.of(call.operation(), reply);
        }
    }

    private boolean isDone() {
        return reply.status() >= 200
                && reply.status() < 300
                && (reply.body().isBlank() || Json.parse(reply.body()).isPresent());
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
        if (Json.isError(reply)) {
            switch (reply.status()) {
                case 400, 422 -> {
                    return CodeCheck.of(Verdict.WRONG);
                }
                case 404 -> {
                    return CodeCheck.of(Verdict.GONE);
                }
                default -> {}
            }
        }
        var object = object();
        if (Json.isSuccess(object)) {
            return CodeCheck.of(Verdict.ACCEPTED);
        }
        challenge.ifPresent(id -> requireThatItIsAbout(id, object));
        var device = Json.id(object, "device_id");
        return switch (Json.status(object)) {
            case ACCEPTED -> new CodeCheck(Verdict.ACCEPTED, device);
            case PENDING -> new CodeCheck(Verdict.WRONG, device);
            case REJECTED -> new CodeCheck(Verdict.REJECTED, device);
            case UNKNOWN -> throw unintelligible("accepted, pending or rejected");
        };
    }

    /** The answer to the question how this registration or verification stands. */
    Asked asked(OneLoginId challenge) {
        if (isNotFound()) {
            return new Asked(Standing.GONE, Optional.empty());
        }
        var object = object();
        requireThatItIsAbout(challenge, object);
        var device = Json.id(object, "device_id");
        return switch (Json.status(object)) {
            case ACCEPTED -> new Asked(Standing.ACCEPTED, device);
            case PENDING -> new Asked(Standing.PENDING, device);
            case REJECTED -> new Asked(Standing.REJECTED, device);
            case UNKNOWN -> throw unintelligible("accepted, pending or rejected");
        };
    }

    /** @throws OneLoginException when it is about something else */
    void requireThatItIsAbout(OneLoginId challenge, JsonNode object) {
        if (!Json.id(object, "id").filter(challenge::equals).isPresent()) {
            throw unintelligible("an answer about what was asked");
        }
    }

    private Optional<JsonNode> json() {
        if (reply.status() < 200 || reply.status() > 299) {
            throw Failures.of(call.operation(), reply);
        }
        return Json.parse(reply.body());
    }

    private OneLoginException unintelligible(String expected) {
        return Failures.unintelligible(call.operation(), reply, expected);
    }
}
