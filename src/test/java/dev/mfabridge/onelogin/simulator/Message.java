package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * Message that the simulator sent to a user.
 *
 * @param id the id, which increases with each message
 * @param kind the factor: {@code SMS}, {@code EMAIL}, {@code EMAIL_LINK}, {@code VOICE} (a call) or {@code PROTECT} (the app)
 * @param to the phone number, the e-mail address or the name of the device with the app
 * @param code the code, null if the message has none
 * @param link a path of the simulator, null if the message has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        long id,
        long userId,
        String kind,
        String to,
        String code,
        String text,
        Instant sentAt,
        ExpectedResponse waitsFor,
        String link,
        MessageState state) {
    /** State of the message's challenge. */
    public enum MessageState {
        OPEN,
        ACCEPTED,
        REJECTED,
        /** The challenge has expired, or another challenge replaced it. */
        EXPIRED;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Message as(MessageState newState) {
        return new Message(id, userId, kind, to, code, text, sentAt, waitsFor, link, newState);
    }
}
