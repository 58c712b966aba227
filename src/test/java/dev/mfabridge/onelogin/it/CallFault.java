package dev.mfabridge.onelogin.it;

import java.io.IOException;
import java.util.Locale;

/**
 * Fault of one call of OneLogin's API. The fault knows the true answer and distorts it as little as possible, so a client that
 * overlooks the fault lets the user pass.
 */
enum CallFault {
    CONNECTION_REFUSED("connection refused", "no server at the port", "the connection failed", Effect.NOT_SENT),
    CONNECT_HANG("connection timeout", "no answer to the first packet", "the connection failed", Effect.NOT_SENT),
    UNKNOWN_HOST("unknown host", "a name without an address", "the connection failed", Effect.NOT_SENT),
    TLS_FAILURE("TLS failure", "no TLS handshake", "the connection failed", Effect.NOT_SENT),
    READ_HANG("no answer", "nothing", "no complete answer within", Effect.PROCESSED, FaultyAnswer::hang),
    TRICKLE(
            "slow answer",
            "one byte in 0.4 seconds",
            "no complete answer within",
            Effect.PROCESSED,
            FaultyAnswer::trickle),
    RESET("connection reset", "a reset", "the connection failed", Effect.PROCESSED, FaultyAnswer::reset),
    TRUNCATED("truncated", "half the body", "the connection failed", Effect.PROCESSED, FaultyAnswer::truncated),
    EMPTY("empty body", "200 without a body", "can't be read as", Effect.PROCESSED, answer -> answer.json(200, "")),
    HTML_200("HTML with 200", "200, a web page", "can't be read as", Effect.PROCESSED, answer -> answer.html(200)),
    HTML_502("HTML with 502", "502, a web page", "HTTP 502", Effect.PROCESSED, answer -> answer.html(502)),
    WRONG_TYPE(
            "wrong content type", "the true body as `text/plain`", "HTTP", Effect.PROCESSED, FaultyAnswer::plainText),
    LARGE_BODY(
            "10 MB body",
            "the true body and 10 MB of blanks",
            "the answer is larger than 1 MB",
            Effect.PROCESSED,
            FaultyAnswer::large),
    HUGE_HEADER(
            "huge header",
            "the true answer with a header without end",
            "the answer has more than 128 kB outside its body",
            Effect.PROCESSED,
            FaultyAnswer::endlessHeader),
    DEEP_NESTING(
            "deep nesting",
            "a further field with 100,000 levels",
            "can't be read as",
            Effect.PROCESSED,
            FaultyAnswer::deep),
    DUPLICATE_KEYS(
            "duplicate keys",
            "each field twice",
            "can't be read as",
            Effect.PROCESSED,
            answer -> answer.changed(DistortedJson::twice)),
    NULL_FIELDS(
            "null fields",
            "`null` in each field",
            "can't be read as",
            Effect.PROCESSED,
            answer -> answer.changed(DistortedJson::nulls)),
    MISSING_FIELDS(
            "missing fields",
            "objects without fields",
            "can't be read as",
            Effect.PROCESSED,
            answer -> answer.changed(DistortedJson::empty)),
    UNKNOWN_STATUS(
            "unknown status",
            "`status` is `perhaps`",
            "can't be read as",
            Effect.PROCESSED,
            answer -> answer.changed(DistortedJson::unknownStatus)),
    IDS_AS_NUMBERS(
            "IDs as numbers",
            "each ID as a number, if it has only digits",
            "HTTP",
            Effect.PROCESSED,
            answer -> answer.changed(DistortedJson::numbers)),
    IDS_AS_TEXT(
            "IDs as text", "each ID as text", "HTTP", Effect.PROCESSED, answer -> answer.changed(DistortedJson::texts)),
    OTHER_CONTAINER(
            "array or object",
            "an array for an object, an object for a list",
            "can't be read as",
            Effect.PROCESSED,
            FaultyAnswer::otherContainer),
    REDIRECT("301", "a redirect to the true answer", "HTTP 301", Effect.REJECTED, FaultyAnswer::redirect),
    BAD_REQUEST("400", "an error", "HTTP 400", Effect.REJECTED, answer -> answer.error(400, "bad request")),
    DEAD_TOKEN(
            "401, token",
            "the access token has died",
            "HTTP 401",
            Effect.REJECTED,
            answer -> answer.error(401, "Unauthorized")),
    CREDENTIAL_REFUSED(
            "401, credential",
            "the API credential was deleted",
            "HTTP 401",
            Effect.REJECTED,
            answer -> answer.error(401, "Unauthorized")),
    SCOPE_MISSING(
            "401, scope",
            "the API credential lacks the scope",
            "HTTP 401",
            Effect.REJECTED,
            FaultyAnswer::scopeMissing),
    WRONG_CODE(
            "401, code",
            "the code is wrong",
            "HTTP 401",
            Effect.REJECTED,
            answer -> answer.named(401, "InvalidCredentials")),
    FORBIDDEN("403", "an error", "HTTP 403", Effect.REJECTED, answer -> answer.error(403, "Forbidden")),
    NOT_FOUND_NAME(
            "404, `name`",
            "an error of OneLogin",
            "HTTP 404",
            Effect.MISSING,
            answer -> answer.named(404, "NotFoundError")),
    NOT_FOUND_STATUS(
            "404, `status`",
            "an error of OneLogin",
            "HTTP 404",
            Effect.MISSING,
            answer -> answer.error(404, "Not Found")),
    NOT_FOUND_FLAT(
            "404, `code`",
            "an error of OneLogin",
            "HTTP 404",
            Effect.MISSING,
            answer -> answer.json(
                    404, "{\"error\":true,\"code\":404,\"type\":\"Not Found\",\"message\":\"%s\"}", answer.secret())),
    NOT_FOUND_DESCRIPTION(
            "404, `description`",
            "an error of OneLogin",
            "HTTP 404",
            Effect.MISSING,
            answer -> answer.json(
                    404, "{\"status\":404,\"error\":\"not_found\",\"description\":\"%s\"}", answer.secret())),
    NOT_FOUND_MESSAGES(
            "404, `messages`",
            "an error of OneLogin",
            "HTTP 404",
            Effect.MISSING,
            answer -> answer.json(404, "{\"messages\":[\"%s\"]}", answer.secret())),
    NOT_FOUND_MESSAGE(
            "404, `message`",
            "an error of OneLogin",
            "HTTP 404",
            Effect.MISSING,
            answer -> answer.json(404, "{\"message\":\"%s\"}", answer.secret())),
    NOT_FOUND_HTML("404, HTML", "an error of a proxy", "HTTP 404", Effect.REJECTED, answer -> answer.html(404)),
    NOT_FOUND_EMPTY("404, empty", "an error of a proxy", "HTTP 404", Effect.REJECTED, answer -> answer.json(404, "")),
    CONFLICT("409", "an error", "HTTP 409", Effect.REJECTED, answer -> answer.error(409, "Conflict")),
    UNPROCESSABLE("422", "an error", "HTTP 422", Effect.REJECTED, answer -> answer.named(422, "ValidationError")),
    RATE_LIMITED(
            "429",
            "an error without `Retry-After`",
            "HTTP 429",
            Effect.PAUSED,
            answer -> answer.error(429, "Too Many Requests")),
    RETRY_AFTER(
            "429, `Retry-After`",
            "an error with 1 second in the header",
            "HTTP 429",
            Effect.PAUSED,
            FaultyAnswer::retryAfter),
    SERVER_ERROR("500", "an error", "HTTP 500", Effect.PROCESSED, answer -> answer.error(500, "Internal Server Error")),
    UNAVAILABLE("503", "an error", "HTTP 503", Effect.REJECTED, answer -> answer.error(503, "Service Unavailable"));

    private final String label;
    private final String description;
    private final String cause;
    private final Effect effect;
    private final AnswerSender sender;

    /** Creates a fault in which OneLogin receives no request. */
    CallFault(String label, String description, String cause, Effect effect) {
        this(label, description, cause, effect, answer -> {
            throw new IllegalStateException("There is no connection");
        });
    }

    /**
     * Creates a fault.
     *
     * @param label the name in the docs
     * @param description what the extension receives
     * @param cause a part of the log line, unless the outcome has its own
     */
    CallFault(String label, String description, String cause, Effect effect, AnswerSender sender) {
        this.label = label;
        this.description = description;
        this.cause = cause;
        this.effect = effect;
        this.sender = sender;
    }

    /** Effect of the call in OneLogin. */
    enum Effect {
        /** The call doesn't arrive. */
        NOT_SENT,
        /** OneLogin processes the call, and its answer is distorted: the worst case. */
        PROCESSED,
        /** OneLogin, or a proxy in its place, rejects the call. */
        REJECTED,
        /** OneLogin doesn't find the record of the call. A device to remove was removed before. */
        MISSING,
        /** As {@link #REJECTED}, and further calls have to wait. */
        PAUSED
    }

    /** Sender of a faulty answer. */
    @FunctionalInterface
    interface AnswerSender {
        void send(FaultyAnswer answer) throws IOException, InterruptedException;
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    String cause() {
        return cause;
    }

    boolean isWithoutConnection() {
        return effect == Effect.NOT_SENT;
    }

    boolean isProcessed(FaultedCall call) {
        return effect == Effect.PROCESSED || effect == Effect.MISSING && call.isRemoval();
    }

    /** Returns whether calls have to wait after the fault. */
    boolean isPause() {
        return effect == Effect.PAUSED;
    }

    /** Returns whether only the deadline of a call ends it. */
    boolean isSlow() {
        return this == READ_HANG || this == TRICKLE;
    }

    /** Returns whether a new access token ends the fault. */
    boolean isOfOldToken() {
        return this == DEAD_TOKEN;
    }

    /** Returns whether every call after the first one has the fault, too. */
    boolean isFromThenOn() {
        return this == CREDENTIAL_REFUSED || this == DEAD_TOKEN;
    }

    /** Returns whether a login can have the fault only at its first call, since the fault is there from the start. */
    boolean isOnlyAtFirstCall() {
        return this == UNKNOWN_HOST || this == TLS_FAILURE;
    }

    void send(FaultyAnswer answer) throws IOException, InterruptedException {
        sender.send(answer);
    }

    /** Returns a part of a username. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
