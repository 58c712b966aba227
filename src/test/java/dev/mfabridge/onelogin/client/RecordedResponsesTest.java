package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.RecordedAnswer;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading of every recorded answer by the client. */
class RecordedResponsesTest {
    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final OneLoginId ID = new OneLoginId("3920371");
    private static final DeliveryOptions DELIVERY = DeliveryOptions.withLifetime(Duration.ofSeconds(240));
    private static final OneTimeCode CODE = new OneTimeCode("123456");

    /** Calls of the client by the answer that they get, each with the expected reading. */
    private static final Map<String, ClientCall> READINGS = Map.ofEntries(
            Map.entry("device-gone-v1", (client, recorded) -> client.removeDevice(USER, ID)),
            Map.entry(
                    "devices",
                    (client, recorded) -> assertThat(client.devices(USER).items())
                            .extracting(device -> device.id().value())
                            .containsExactly("3920373", "3920360")),
            Map.entry(
                    "devices-with-temporary-token",
                    (client, recorded) -> assertThat(client.devices(USER).items())
                            .extracting(device -> device.id().value())
                            .contains("3920371")),
            Map.entry(
                    "factors",
                    (client, recorded) ->
                            assertThat(client.factors(USER).items()).hasSize(5)),
            Map.entry(
                    "factors-two-emails",
                    (client, recorded) -> assertThat(client.factors(USER).items())
                            .extracting(factor -> factor.id().value())
                            .contains("77341", "80225")),
            Map.entry(
                    "registration-asked",
                    (client, recorded) -> assertThat(client.pollRegistration(USER, idOf(recorded))
                                    .toString())
                            .contains("PENDING")),
            Map.entry(
                    "registration-asked-no-device",
                    (client, recorded) -> assertThat(client.pollRegistration(USER, idOf(recorded))
                                    .toString())
                            .contains("PENDING")),
            Map.entry("registration-protect", RecordedResponsesTest::registers),
            Map.entry(
                    "registration-verified",
                    (client, recorded) -> assertThat(client.completeRegistration(USER, idOf(recorded), CODE)
                                    .toString())
                            .contains("ACCEPTED")),
            Map.entry("registration-voice", RecordedResponsesTest::registers),
            Map.entry(
                    "registration-wrong-code",
                    (client, recorded) -> assertThat(
                                    client.completeRegistration(USER, ID, CODE).toString())
                            .contains("WRONG")),
            Map.entry("temporary-token", (client, recorded) -> {
                var token = client.createTemporaryToken(USER, Duration.ofHours(72), false);
                assertThat(token.code().value()).isEqualTo("25992782");
                assertThat(token.device()).contains(new OneLoginId("user_temp_otp_36216766"));
                assertThat(token.toString()).doesNotContain("25992782");
            }),
            Map.entry(
                    "token-without-scope",
                    (client, recorded) -> assertThatThrownBy(
                                    () -> client.devices(USER).items())
                            .isInstanceOf(OneLoginException.class)
                            .isNotInstanceOf(OneLoginException.InvalidResponse.class)),
            Map.entry("verification-sms", RecordedResponsesTest::challenges),
            Map.entry("verification-voice", RecordedResponsesTest::challenges),
            Map.entry(
                    "verification-gone",
                    (client, recorded) -> assertThat(
                                    client.pollVerification(USER, ID).toString())
                            .contains("GONE")),
            Map.entry(
                    "verification-verified-record",
                    (client, recorded) -> assertThat(verify(client, recorded)).contains("ACCEPTED")),
            Map.entry(
                    "verification-verified-status",
                    (client, recorded) -> assertThat(verify(client, recorded)).contains("ACCEPTED")),
            Map.entry(
                    "verification-wrong-code-400",
                    (client, recorded) -> assertThat(verify(client, recorded)).contains("WRONG")),
            Map.entry(
                    "verification-wrong-code-pending",
                    (client, recorded) -> assertThat(verify(client, recorded)).contains("WRONG")));

    /** Answers to the call for a token. */
    private static final List<String> TOKENS = List.of("token", "token-wrapped");

    @FunctionalInterface
    interface ClientCall {
        void read(OneLoginClient client, RecordedAnswer recorded);
    }

    static Stream<RecordedAnswer> answers() {
        return READINGS.keySet().stream().sorted().map(RecordedAnswer::of);
    }

    static Stream<RecordedAnswer> tokens() {
        return TOKENS.stream().map(RecordedAnswer::of);
    }

    @ParameterizedTest
    @DisplayName("The client reads every recorded answer to its calls")
    @MethodSource("answers")
    void recordedAnswerIsRead(RecordedAnswer recorded) {
        READINGS.get(recorded.name()).read(client(RecordedAnswer.of("token"), recorded, request -> {}), recorded);
    }

    @ParameterizedTest
    @DisplayName("The client reads every recorded token")
    @MethodSource("tokens")
    void recordedTokenIsRead(RecordedAnswer recorded) {
        var authorization = new AtomicReference<String>();

        var client =
                client(recorded, RecordedAnswer.of("devices"), request -> authorization.set(request.authorization()));
        assertThat(client.devices(USER).items()).hasSize(2);

        assertThat(authorization.get())
                .isEqualTo("bearer " + recorded.body().findValue("access_token").textValue());
    }

    @Test
    @DisplayName("The lists of this test contain every recorded answer")
    void recordedAnswersAreAllTested() {
        assertThat(Stream.of(READINGS.keySet(), TOKENS).flatMap(names -> names.stream()))
                .containsExactlyInAnyOrderElementsOf(RecordedAnswer.names());
    }

    /**
     * Creates a client that gets the recorded answers.
     *
     * @param listener receives the requests that the recorded answer belongs to
     */
    private static OneLoginClient client(
            RecordedAnswer token, RecordedAnswer recorded, Consumer<TransportRequest> listener) {
        Transport oneLogin = request -> {
            if (request.uri().getPath().endsWith("/token")) {
                return reply(token);
            }
            if (recorded.call().startsWith(request.method()) || recorded.call().startsWith("any ")) {
                listener.accept(request);
                return reply(recorded);
            }
            // The read call that distinguishes a wrong code from a dead token.
            return reply(RecordedAnswer.of("registration-asked"));
        };
        var account = new OneLoginAccount(URI.create("https://example.onelogin.com"), "id", "client-secret");
        // The recorded token was created in 2015.
        var clock = Clock.fixed(Instant.parse("2015-11-11T04:00:00Z"), ZoneOffset.UTC);
        return new OneLoginClient(account, new AccessTokenCache(clock), oneLogin);
    }

    private static TransportResponse reply(RecordedAnswer recorded) {
        return new TransportResponse(recorded.status(), recorded.body().toString(), Optional.empty(), Optional.empty());
    }

    private static void registers(OneLoginClient client, RecordedAnswer recorded) {
        var registration = client.startRegistration(USER, ID, "My phone", DELIVERY);

        assertThat(registration.id()).isEqualTo(idOf(recorded));
    }

    private static void challenges(OneLoginClient client, RecordedAnswer recorded) {
        var started = client.startVerification(
                idIn(recorded, "user_id").orElse(USER),
                idIn(recorded, "device_id").orElse(ID),
                DELIVERY);

        assertThat(started.id()).isEqualTo(idOf(recorded));
    }

    private static String verify(OneLoginClient client, RecordedAnswer recorded) {
        var id = recorded.record().has("id") ? idOf(recorded) : ID;
        return client.completeVerification(USER, id, ID, CODE).toString();
    }

    private static Optional<OneLoginId> idIn(RecordedAnswer recorded, String field) {
        return OneLoginId.parse(recorded.record().path(field).asText());
    }

    private static OneLoginId idOf(RecordedAnswer recorded) {
        return new OneLoginId(recorded.record().get("id").textValue());
    }
}
