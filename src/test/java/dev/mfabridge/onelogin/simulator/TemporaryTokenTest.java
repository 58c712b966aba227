package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Temporary tokens of the help desk. */
class TemporaryTokenTest {
    @Test
    @DisplayName("A temporary token becomes a device, but not the default device")
    void tokenIsADeviceButNotTheDefault() {
        var user = SimulatorFixture.user();

        var reply = create(user, "{}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/mfa_token")).matches("[0-9]{8}");
        assertThat(reply.json().get("reusable").booleanValue()).isFalse();
        assertThat(reply.text("/device_id")).matches("user_temp_otp_[0-9]+");
        var devices = SimulatorFixture.API.get(user.path("/devices")).json();
        assertThat(devices).hasSize(1);
        assertThat(devices.at("/0/device_id")).isEqualTo(reply.json().get("device_id"));
        assertThat(devices.at("/0/default").booleanValue()).isFalse();
    }

    @Test
    @DisplayName("A temporary token is valid once and for three days by default")
    void tokenIsValidOnceForThreeDaysByDefault() {
        var now = Instant.now();

        var threeDays = create(SimulatorFixture.user(), "{}");
        var twoMinutes = create(SimulatorFixture.user(), "{\"expires_in\":120,\"reusable\":true}");

        assertThat(Instant.parse(threeDays.text("/expires_at")))
                .isBetween(now.plus(Duration.ofHours(71)), now.plus(Duration.ofHours(73)));
        assertThat(Instant.parse(twoMinutes.text("/expires_at"))).isBefore(now.plusSeconds(150));
        assertThat(twoMinutes.json().get("reusable").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects an invalid request")
    @ValueSource(
            strings = {
                "{\"expires_in\":119}",
                "{\"expires_in\":259201}",
                "{\"reusable\":\"yes\"}",
                "{\"expires_in\":true}"
            })
    void invalidRequestIsRejected(String body) {
        var user = SimulatorFixture.user();

        assertThat(create(user, body).status()).isEqualTo(422);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("A temporary token can't be challenged")
    void tokenCannotBeChallenged() {
        var user = SimulatorFixture.user();
        var token = create(user, "{}").text("/device_id");

        var reply = user.challenge("{\"device_id\":\"%s\"}".formatted(token));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).contains("can't be verified");
    }

    @Test
    @DisplayName("A temporary token that is valid once is accepted once, and leaves the list of devices")
    void tokenIsAcceptedOnce() {
        var user = SimulatorFixture.user();
        var token = create(user, "{}");

        assertThat(verify(user, token, "00000000").text("/status")).isEqualTo("pending");
        assertThat(verify(user, token, token.text("/mfa_token")).text("/status"))
                .isEqualTo("accepted");
        assertThat(verify(user, token, token.text("/mfa_token")).status()).isEqualTo(404);
        assertThat(SimulatorFixture.API.get(user.path("/devices")).json()).isEmpty();
    }

    @Test
    @DisplayName("A reusable token is accepted again")
    void reusableTokenIsAcceptedAgain() {
        var user = SimulatorFixture.user();
        var token = create(user, "{\"reusable\":true}");

        verify(user, token, token.text("/mfa_token"));

        assertThat(verify(user, token, token.text("/mfa_token")).text("/status"))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("The token of one user is not valid for another user")
    void tokenIsNotValidForAnotherUser() {
        var token = create(SimulatorFixture.user(), "{\"reusable\":true}");
        var other = SimulatorFixture.user();

        assertThat(verify(other, token, token.text("/mfa_token")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("A temporary token can be removed")
    void tokenCanBeRemoved() {
        var user = SimulatorFixture.user();
        var token = create(user, "{}").text("/device_id");

        assertThat(SimulatorFixture.API.delete(user.path("/devices/" + token)).status())
                .isEqualTo(204);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    private static ApiCaller.CallerResponse verify(
            SimulatorFixture.FixtureUser user, ApiCaller.CallerResponse token, String otp) {
        return user.challenge("{\"device_id\":\"%s\",\"otp\":\"%s\"}".formatted(token.text("/device_id"), otp));
    }

    private static ApiCaller.CallerResponse create(SimulatorFixture.FixtureUser user, String body) {
        return SimulatorFixture.API.post(user.path("/mfa_token"), body);
    }
}
