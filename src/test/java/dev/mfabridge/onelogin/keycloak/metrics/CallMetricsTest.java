package dev.mfabridge.onelogin.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics of requests to OneLogin and of token renewals. */
class CallMetricsTest {
    private static final String OPERATION = "GET /api/2/mfa/users/{user_id}/devices";
    private static final TransportRequest REQUEST = new TransportRequest(
            OPERATION,
            "GET",
            URI.create("https://example.onelogin.com/api/2/mfa/users/71/devices"),
            "bearer token",
            Optional.empty());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final String realm = UUID.randomUUID().toString();
    private final CallMetrics metrics = new CallMetrics(realm);

    @BeforeEach
    void addRegistry() {
        Metrics.globalRegistry.add(registry);
    }

    @AfterEach
    void removeRegistry() {
        Metrics.globalRegistry.remove(registry);
    }

    @ParameterizedTest
    @DisplayName("The metrics time a response by its status and return the response")
    @CsvSource({
        "200, success",
        "204, success",
        "302, unintelligible",
        "400, refused",
        "401, unauthorized",
        "404, refused",
        "429, rate_limited",
        "500, unreachable"
    })
    void responseIsTimedByItsStatusAndReturned(int status, String outcome) {
        var response = new TransportResponse(status, "", Optional.empty(), Optional.empty());

        assertThat(metrics.timed(request -> response).send(REQUEST)).isSameAs(response);

        assertThat(timed()).containsExactly(OPERATION + " " + outcome);
    }

    @ParameterizedTest
    @DisplayName("The metrics time a failure by its type and rethrow the failure")
    @MethodSource
    void failureIsTimedByItsTypeAndRethrown(OneLoginException failure, String outcome) {
        Transport failing = request -> {
            throw failure;
        };

        assertThatThrownBy(() -> metrics.timed(failing).send(REQUEST)).isSameAs(failure);

        assertThat(timed()).containsExactly(OPERATION + " " + outcome);
    }

    static Stream<Arguments> failureIsTimedByItsTypeAndRethrown() {
        return Stream.of(
                Arguments.of(new OneLoginException.Unreachable("", null), "unreachable"),
                Arguments.of(new OneLoginException.TimedOut(""), "timed_out"),
                Arguments.of(new OneLoginException.InvalidResponse(""), "unintelligible"));
    }

    @Test
    @DisplayName("The metrics count a token renewal by its outcome")
    void tokenRenewalIsCountedByItsOutcome() {
        metrics.renewed();
        metrics.failed(new OneLoginException.Unauthorized(""));
        metrics.failed(new OneLoginException.Unauthorized(""));

        assertThat(renewals("success")).isEqualTo(1);
        assertThat(renewals("unauthorized")).isEqualTo(2);
    }

    private List<String> timed() {
        return registry.find("onelogin.mfa.calls").tag("realm", realm).timers().stream()
                .filter(timer -> timer.count() == 1)
                .map(timer ->
                        timer.getId().getTag("operation") + " " + timer.getId().getTag("outcome"))
                .toList();
    }

    private double renewals(String outcome) {
        return registry.get("onelogin.mfa.token.renewals")
                .tags("realm", realm, "outcome", outcome)
                .counter()
                .count();
    }
}
