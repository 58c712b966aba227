package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.MAIL;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traits of the states that the pages, the limits and the stored state depend on (S1, S2). */
class StateTest {
    @ParameterizedTest
    @CsvSource({
        "start, true, false",
        "choosing a factor, false, true",
        "awaiting, false, false",
        "'awaiting, enrolling', false, true",
        "choosing a device, false, false",
        "closed, false, false",
        "failed, false, false",
        "proven, false, false"
    })
    @DisplayName("Only the start has no challenge yet, and only a user without a device enrolls a factor (S2)")
    void stateIsStartOrEnrollment(String name, boolean isStart, boolean isEnrolling) {
        var state = MfaStates.named(name);

        assertThat(state.isStart()).isEqualTo(isStart);
        assertThat(state.isEnrolling()).isEqualTo(isEnrolling);
    }

    @ParameterizedTest
    @ValueSource(strings = {"awaiting", "closed", "choosing a device"})
    @DisplayName("A state with a challenge involves its device and no other device")
    void stateInvolvesItsOwnDevice(String name) {
        var state = MfaStates.named(name);

        assertThat(state.involvesDevice(PHONE.id()::equals)).isTrue();
        assertThat(state.involvesDevice(MAIL.id()::equals)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "choosing a factor", "awaiting, enrolling", "failed"})
    @DisplayName("A state without an enrolled device involves no device")
    void stateWithoutDeviceInvolvesNone(String name) {
        assertThat(MfaStates.named(name).involvesDevice(device -> true)).isFalse();
    }

    @Test
    @DisplayName("A page waits for a confirmation only if the user can confirm out of band")
    void pageWaitsForOutOfBandConfirmationOnly() {
        assertThat(MfaStates.named("out of band").pending().orElseThrow().isOutOfBand())
                .isTrue();
        assertThat(MfaStates.named("awaiting").pending().orElseThrow().isOutOfBand())
                .isFalse();
    }

    @Test
    @DisplayName("Only a proven state is a proof (S1)")
    void onlyProvenStateIsProof() {
        assertThat(MfaStates.all().entrySet())
                .allSatisfy(state -> assertThat(state.getValue().proof().isPresent())
                        .as(state.getKey())
                        .isEqualTo(state.getKey().equals("proven")));
    }
}
