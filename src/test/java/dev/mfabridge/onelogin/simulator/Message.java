package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * What reached a person.
 *
 * @param id grows with each message
 * @param kind which factor it came by: {@code SMS}, {@code EMAIL}, {@code EMAIL_LINK}, {@code VOICE} (a call) or {@code PROTECT} (the app)
 * @param to the phone number, the e-mail address or the name of the device with the app
 * @param code null where the message brings none
 * @param link a path of the simulator, null where there is none
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
    /** How far it is with what the message is about. */
    public enum MessageState {
        OPEN,
        ACCEPTED,
        REJECTED,
        /** Its time is over, or another has taken its place. */
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
