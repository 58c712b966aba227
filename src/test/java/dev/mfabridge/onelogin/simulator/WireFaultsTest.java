package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures of the network and of OneLogin that the simulator can simulate. */
class WireFaultsTest {
    private final SimulatorFixture.FixtureUser user = SimulatorFixture.user();

    @ParameterizedTest
    @DisplayName("A simulated error status is answered, and the call isn't processed")
    @CsvSource({"500,InternalServerError", "503,ServiceUnavailable", "429,TooManyRequests", "403,ForbiddenAction"})
    void errorStatusProcessesNothing(String fault, String name) {
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).fault(fault).once());

        var reply = user.register(SimulatedFactorType.SMS);

        assertThat(reply.status()).isEqualTo(Integer.parseInt(fault));
        assertThat(reply.text("/name")).isEqualTo(name);
        assertThat(reply.header("Retry-After").isEmpty()).isEqualTo(!fault.equals("429"));
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("A simulated quota that is used up has no calls left")
    void usedUpQuotaHasNoCallsLeft() {
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).fault("quota").once());

        var reply = user.register(SimulatedFactorType.SMS);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    @DisplayName("A simulated proxy page is answered, and the call isn't processed")
    void proxyPageProcessesNothing() {
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).fault("html").once());

        var reply = user.register(SimulatedFactorType.SMS);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.body()).startsWith("<!DOCTYPE html>");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("An empty answer follows the processed call")
    void emptyAnswerFollowsTheProcessedCall() {
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).fault("empty").once());

        var reply = user.register(SimulatedFactorType.SMS);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).isEmpty();
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).hasSize(1);
    }

    @Test
    @DisplayName("The connection is reset after the processed call")
    void connectionIsResetAfterTheProcessedCall() {
        assertThatThrownBy(() -> registerWith("reset"))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("Connection reset");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).hasSize(1);
    }

    @Test
    @DisplayName("The answer is truncated after the processed call")
    void answerIsTruncatedAfterTheProcessedCall() {
        assertThatThrownBy(() -> registerWith("truncated"))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("EOF");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).hasSize(1);
    }

    @Test
    @DisplayName("The answer is missing after the processed call")
    void answerIsMissingAfterTheProcessedCall() {
        assertThatThrownBy(() -> registerWith("hang")).isInstanceOf(HttpTimeoutException.class);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).hasSize(1);
        assertThat(SimulatorFixture.CONTROL.callsFor(user.id())).hasSize(1);
    }

    @Test
    @DisplayName("Many hanging calls don't block other calls")
    void hangingCallsDoNotBlockOtherCalls() {
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.on("GET " + user.path("/devices")).fault("hang"));
        var token = SimulatorFixture.API.token();
        var hanging = IntStream.range(0, 300)
                .mapToObj(n ->
                        CompletableFuture.runAsync(() -> hang(token), work -> new Thread(work, "hanging " + n).start()))
                .toList();
        await().until(() -> SimulatorFixture.CONTROL.callsFor(user.id()).size() == 300);

        assertThat(SimulatorFixture.API.get(user.path("/factors")).status()).isEqualTo(200);
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
    }

    @Test
    @DisplayName("A stopped simulator releases hanging calls")
    void stoppedSimulatorReleasesHangingCalls() {
        var simulator = OneLoginSimulator.start(0);
        var api = new ApiCaller(simulator.baseUrl());
        var control = new SimulatorClient(simulator.baseUrl());
        control.behave(BehaviorRule.on("POST /api/*").fault("hang"));
        // Java's client would repeat a GET on another connection, which the simulator doesn't release.
        var call = CompletableFuture.supplyAsync(
                () -> api.post(user.path("/registrations"), "{\"factor_id\":58959,\"display_name\":\"x\"}"));
        await().until(() -> simulator.hangingCalls() == 1);

        simulator.close();

        // The caller reads nothing or a server error, depending on the moment of the disconnection.
        await().atMost(Duration.ofSeconds(10)).until(call::isDone);
    }

    @Test
    @DisplayName("The call for a token can fail too")
    void tokenCallCanFail() {
        try (var simulator = OneLoginSimulator.start(0)) {
            var api = new ApiCaller(simulator.baseUrl());
            new SimulatorClient(simulator.baseUrl())
                    .behave(BehaviorRule.on("POST /auth/*").fault("500").once());
            var request =
                    api.json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT).header("Authorization", ApiCaller.BASIC);

            var failed = api.exchange(request);
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.json().at("/status/error").booleanValue()).isTrue();
            assertThat(api.exchange(request).status()).isEqualTo(200);
        }
    }

    private void registerWith(String fault) throws IOException {
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).fault(fault).once());
        SimulatorFixture.API.attempt(SimulatorFixture.API
                .json("POST", user.path("/registrations"), "{\"factor_id\":58959,\"display_name\":\"x\"}")
                .header("Authorization", "bearer " + SimulatorFixture.API.token())
                .timeout(Duration.ofSeconds(fault.equals("hang") ? 1 : 20)));
    }

    private void hang(String token) {
        SimulatorFixture.API.exchange(
                SimulatorFixture.API.request(user.path("/devices")).header("Authorization", "bearer " + token));
    }
}
