package dev.mfabridge.onelogin.mfa;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.mfabridge.onelogin.client.OneLoginId;
import java.time.Instant;
import java.util.Optional;

/**
 * Codec between a state and one JSON text. The text names the realm, the user and the execution to which the state
 * belongs. A text that can't be read, is of another version or belongs to another login is no state, so the user starts
 * over and never passes. A proven state is never read back: a proof is valid only in the request in which OneLogin
 * accepted the code (S1).
 */
public final class StateCodec {
    private static final FormatVersion FORMAT = new FormatVersion(4, 5);

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .addMixIn(State.class, Tagged.class)
            .addMixIn(Target.class, Tagged.class)
            .addMixIn(OneLoginId.class, AsText.class)
            .addMixIn(Label.class, AsText.class)
            .addMixIn(Challenge.class, WithoutUnanswered.class)
            .addMixIn(State.ChoosingFactor.class, WithoutList.class)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()));

    private StateCodec() {}

    /**
     * Realm, user and execution to which a state belongs.
     *
     * @param realm the realm's id
     * @param user the Keycloak user's id
     * @param execution the id of the execution or required action
     */
    public record Binding(String realm, String user, String execution) {}

    /** Stored form of a state. */
    private record Note(int version, Binding binding, State state) {}

    public static String write(State state, Binding binding) {
        try {
            return MAPPER.writeValueAsString(new Note(FORMAT.current(), binding, state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every state can be written", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param text the result of {@link #write}, or null
     * @return the state, or empty if the text contains none for this binding
     */
    public static Optional<State> read(String text, Binding binding) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readValue(text, Note.class))
                    .filter(note -> FORMAT.reads(note.version()) && binding.equals(note.binding()))
                    .map(Note::state);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether another version of this extension wrote the text, in a format that this version doesn't read.
     *
     * @param text a stored text, or null
     */
    public static boolean isOfAnotherVersion(String text) {
        if (text == null) {
            return false;
        }
        try {
            var version = MAPPER.readTree(text).path("version");
            return version.isInt() && !FORMAT.reads(version.intValue());
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    // Tags instead of class names, so that a class can be renamed without a change of the format.
    /** Names of the types that a stored state contains. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = State.Start.class, name = "start"),
        @JsonSubTypes.Type(value = State.ChoosingFactor.class, name = "choosing-factor"),
        @JsonSubTypes.Type(value = State.AwaitingCode.class, name = "awaiting-code"),
        @JsonSubTypes.Type(value = State.ChoosingDevice.class, name = "choosing-device"),
        @JsonSubTypes.Type(value = State.AwaitingOutOfBand.class, name = "awaiting-out-of-band"),
        @JsonSubTypes.Type(value = State.ChallengeClosed.class, name = "challenge-closed"),
        @JsonSubTypes.Type(value = State.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = EnrolledDevice.class, name = "enrolled-device"),
        @JsonSubTypes.Type(value = OfferedFactor.class, name = "offered-factor")
    })
    private interface Tagged {}

    // A node that doesn't know the field can read every challenge without an unanswered check.
    /** Challenge that is stored without the field if there is no unanswered check. */
    private interface WithoutUnanswered {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Instant unansweredAt();
    }

    /** Choice of a factor that is stored without the field if no list came before the offer. */
    private interface WithoutList {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Instant listedAt();
    }

    /** Value that is stored as its text. */
    private abstract static class AsText {
        @JsonCreator
        AsText(String text) {}

        @Override
        @JsonValue
        public abstract String toString();
    }

    /** Reader of times in ISO 8601. */
    private static final class InstantReader extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) {
            return Instant.parse(value);
        }
    }
}
