package dev.mfabridge.onelogin.mfa;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
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
import dev.mfabridge.onelogin.api.OneLoginId;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes a state as one JSON text and reads it back. The text says for whom and where it counts; whatever can't be read,
 * is of another version or belongs to something else is no state, so that the person starts afresh and never passes. A
 * state that was proven is never read back: it counts in the request in which OneLogin accepted the code.
 */
public final class StateCodec {
    /** Raised with each change of the format: nodes of a cluster are updated one by one, and must not misread each other. */
    private static final int VERSION = 4;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .addMixIn(State.class, Tagged.class)
            .addMixIn(Target.class, Tagged.class)
            .addMixIn(OneLoginId.class, AsText.class)
            .addMixIn(Label.class, AsText.class)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()));

    private StateCodec() {}

    /**
     * Where a state counts.
     *
     * @param realm the realm's id
     * @param user the Keycloak user's id
     * @param execution the id of the execution that asks
     */
    public record Binding(String realm, String user, String execution) {}

    private record Note(int version, Binding binding, State state) {}

    public static String write(State state, Binding binding) {
        try {
            return MAPPER.writeValueAsString(new Note(VERSION, binding, state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every state can be written", e);
        }
    }

    /**
     * @param text what {@link #write} gave, or null
     * @return the state, or empty when the text is none for this binding
     */
    public static Optional<State> read(String text, Binding binding) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readValue(text, Note.class))
                    .filter(note -> note.version() == VERSION && binding.equals(note.binding()))
                    .map(Note::state);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    // Names of their own, so that the name of a class is no part of the format.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = State.Start.class, name = "start"),
        @JsonSubTypes.Type(value = State.ChoosingFactor.class, name = "choosing-factor"),
        @JsonSubTypes.Type(value = State.AwaitingCode.class, name = "awaiting-code"),
        @JsonSubTypes.Type(value = State.ChoosingDevice.class, name = "choosing-device"),
        @JsonSubTypes.Type(value = State.AwaitingAnswer.class, name = "awaiting-out-of-band"),
        @JsonSubTypes.Type(value = State.Spent.class, name = "challenge-closed"),
        @JsonSubTypes.Type(value = State.Ended.class, name = "failed"),
        @JsonSubTypes.Type(value = EnrolledDevice.class, name = "enrolled-device"),
        @JsonSubTypes.Type(value = OfferedFactor.class, name = "offered-factor")
    })
    private interface Tagged {}

    private abstract static class AsText {
        @JsonCreator
        AsText(String text) {}

        @Override
        @JsonValue
        public abstract String toString();
    }

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
