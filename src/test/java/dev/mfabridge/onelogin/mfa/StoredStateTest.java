package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.StoredFixture;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored format of a login's state. */
class StoredStateTest {
    private static final Binding BINDING = new Binding("realm", "user", "execution");
    private static final String FIXTURE = "login-states-v5.json";
    private static final String OLDER = "login-states-v4.json";

    static Stream<String> states() {
        return MfaStates.all().entrySet().stream()
                .filter(state -> state.getValue().proof().isEmpty())
                .map(Map.Entry::getKey);
    }

    static Stream<String> olderStates() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(StoredFixture.json(OLDER).fieldNames(), 0), false);
    }

    /** Writes the states of this version, for the fixture of the next one. */
    @BeforeAll
    static void writeStates() throws IOException {
        var all = new ObjectMapper().createObjectNode();
        states().forEach(name -> all.set(name, StoredFixture.parsed(StateCodec.write(MfaStates.named(name), BINDING))));
        Files.writeString(Path.of("target/login-states.json"), all.toPrettyString() + "\n");
    }

    @ParameterizedTest
    @MethodSource("states")
    @DisplayName("Each state is written as in the fixture of its version")
    void stateIsWrittenAsPinned(String name) {
        assertThat(StoredFixture.parsed(StateCodec.write(MfaStates.named(name), BINDING)))
                .isEqualTo(StoredFixture.json(FIXTURE).path(name));
    }

    @ParameterizedTest
    @MethodSource("states")
    @DisplayName("Each state of the fixture is read")
    void stateIsRead(String name) {
        var stored = StoredFixture.json(FIXTURE).path(name).toString();

        assertThat(StateCodec.read(stored, BINDING)).contains(MfaStates.named(name));
        assertThat(StateCodec.isOfAnotherVersion(stored)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("olderStates")
    @DisplayName("Each state of version 4 is read")
    void olderStateIsRead(String name) {
        var stored = StoredFixture.json(OLDER).path(name).toString();

        assertThat(StateCodec.read(stored, BINDING)).contains(MfaStates.named(name));
        assertThat(StateCodec.isOfAnotherVersion(stored)).isFalse();
    }

    @Test
    @DisplayName("A choice of version 4 has no time of a list, so the devices are listed again (S2)")
    void olderChoiceHasNoList() {
        var stored = StoredFixture.json(OLDER).path("choosing a factor").toString();

        assertThat(StateCodec.read(stored, BINDING))
                .get(InstanceOfAssertFactories.type(State.ChoosingFactor.class))
                .extracting(State.ChoosingFactor::listedAt)
                .isNull();
    }

    @Test
    @DisplayName("A state of a newer version is no state of this version, whatever its form")
    void newerStateIsNoState() {
        var newer = StoredFixture.compact("login-state-newer.json");

        assertThat(StateCodec.read(newer, BINDING)).isEmpty();
        assertThat(StateCodec.isOfAnotherVersion(newer)).isTrue();
    }

    @Test
    @DisplayName("A state of a newer version is no state of this version, although it has the same fields")
    void newerStateOfTheSameFormIsNoState() {
        var newer = (ObjectNode) StoredFixture.json(FIXTURE).path("awaiting");
        newer.put("version", newer.path("version").intValue() + 1);

        assertThat(StateCodec.read(newer.toString(), BINDING)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"version\":\"6\"}", "{\"version\":6.5}", "{\"version\":6"})
    @DisplayName("A text without the number of a version is of no other version")
    void damagedTextIsOfNoOtherVersion(String text) {
        assertThat(StateCodec.isOfAnotherVersion(text)).isFalse();
    }
}
