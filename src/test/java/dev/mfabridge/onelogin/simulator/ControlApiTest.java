package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedSecret.SecretKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control API of the simulator. */
class ControlApiTest {
    @Test
    @DisplayName("The control API lists messages newest first with every field")
    void messagesAreListedNewestFirst() {
        var user = SimulatorFixture.user();
        user.register(SimulatedFactorType.SMS);
        user.register(SimulatedFactorType.EMAIL);

        var messages = control("GET", "/_sim/messages?user_id=" + user.id(), "").json();

        assertThat(messages.findValuesAsText("kind")).containsExactly("EMAIL", "SMS");
        assertThat(messages.get(0).properties())
                .extracting(field -> field.getKey())
                .containsExactly("id", "user_id", "kind", "to", "code", "text", "sent_at", "waits_for", "state");
        assertThat(Instant.parse(messages.at("/0/sent_at").textValue()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(SimulatorFixture.CONTROL.messages())
                .containsAll(SimulatorFixture.CONTROL.messagesTo(user.id()))
                .isSortedAccordingTo((one, other) -> Long.compare(other.id(), one.id()));
    }

    @Test
    @DisplayName("The control API lists every secret that was issued, sent or received")
    void secretsAreListed() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.AUTHENTICATOR, SimulatedFactorType.SMS);
        var started = user.register(SimulatedFactorType.AUTHENTICATOR).json();
        SimulatorFixture.API.put(
                user.path("/registrations/" + started.get("id").textValue()), "{\"otp\":\"not-a-code\"}");
        user.register(SimulatedFactorType.SMS);
        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(SimulatorFixture.CONTROL.secrets())
                .contains(
                        new SimulatedSecret(SecretKind.CLIENT_SECRET, 0, "onelogin-demo-secret"),
                        new SimulatedSecret(
                                SecretKind.PHONE_NUMBER, user.id(), user.user().phone()),
                        new SimulatedSecret(SecretKind.CODE, user.id(), "not-a-code"),
                        new SimulatedSecret(
                                SecretKind.CODE,
                                user.id(),
                                SimulatorFixture.CONTROL.lastCodeFor(user.id()).orElseThrow()))
                .anyMatch(secret -> secret.kind() == SecretKind.APP_SECRET
                        && started.toString().contains(secret.value()))
                .anyMatch(secret -> secret.kind() == SecretKind.TOKEN);
    }

    @Test
    @DisplayName("The control API lists calls oldest first with every field")
    void callsAreListedOldestFirst() {
        var user = SimulatorFixture.user();
        user.register("{\"factor_id\":58959,\"display_name\":\"x\"}");
        SimulatorFixture.API.get(user.path("/factors?a=b%20c"));
        SimulatorFixture.API.exchange(SimulatorFixture.API.request(user.path("/devices")));

        var calls = SimulatorFixture.CONTROL.callsFor(user.id());

        assertThat(calls).extracting(RecordedCall::method).containsExactly("POST", "GET", "GET");
        assertThat(calls)
                .extracting(RecordedCall::path)
                .containsExactly(user.path("/registrations"), user.path("/factors"), user.path("/devices"));
        assertThat(calls).extracting(RecordedCall::query).containsExactly("", "a=b%20c", "");
        assertThat(calls)
                .extracting(RecordedCall::body)
                .containsExactly("{\"factor_id\":58959,\"display_name\":\"x\"}", "", "");
        assertThat(calls).extracting(RecordedCall::authorized).containsExactly(true, true, false);
        assertThat(control("GET", "/_sim/calls", "").json().get(0).properties())
                .extracting(field -> field.getKey())
                .containsExactly("method", "path", "query", "body", "authorized", "at");
    }

    @Test
    @DisplayName("The recorded calls contain no credentials")
    void recordedCallsContainNoCredentials() {
        SimulatorFixture.API.token();

        var calls = control("GET", "/_sim/calls", "").body();

        assertThat(calls)
                .contains(ApiCaller.TOKEN_PATH)
                .doesNotContain("/_sim")
                .doesNotContain("onelogin-demo-secret")
                .doesNotContain(ApiCaller.BASIC.substring("Basic ".length()))
                .doesNotContain(SimulatorFixture.API.token());
    }

    @Test
    @DisplayName("Revoked tokens are invalid at once")
    void revokedTokensAreInvalidAtOnce() {
        try (var simulator = OneLoginSimulator.start(0)) {
            var api = new ApiCaller(simulator.baseUrl());
            var token = api.token();

            new SimulatorClient(simulator.baseUrl()).revokeTokens();

            assertThat(api.exchange(api.request("/api/2/users").header("Authorization", "bearer " + token))
                            .status())
                    .isEqualTo(401);
            assertThat(api.get("/api/2/users").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("A reset restores the state of the users file")
    void resetRestoresTheUsersFile() {
        try (var simulator = OneLoginSimulator.start(0)) {
            var api = new ApiCaller(simulator.baseUrl());
            var control = new SimulatorClient(simulator.baseUrl());
            control.addUser(SimulatedUser.named(7, "seven"));
            control.deleteDevice(64515902, "3920362");
            api.post("/api/2/mfa/users/7/registrations", "{\"factor_id\":58959,\"display_name\":\"x\"}");
            control.behave(BehaviorRule.always().fault("500"));

            control.reset();

            assertThat(control.users())
                    .extracting(SimulatedUser::username)
                    .containsExactly(
                            "alice", "bob", "carol", "dave", "erin", "frank", "frank2", "grace", "heidi", "ivan",
                            "judy");
            assertThat(control.devicesOf(64515902))
                    .extracting(SimulatedDevice::deviceId)
                    .containsExactly("3920362");
            assertThat(control.messages()).isEmpty();
            assertThat(control.calls()).isEmpty();
            assertThat(api.get("/api/2/users").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("The control API adds one or more users in the format of the users file")
    void usersAreAddedInTheFormatOfTheFile() {
        var one = SimulatorFixture.user().id() + 500_000;
        var body = "{\"id\":%d,\"username\":\"added%d\",\"email\":\"a@example.com\",\"phone\":\"+12025550100\","
                + "\"factors\":[\"SMS\"],\"devices\":[{\"device_id\":\"3\",\"kind\":\"VOICE\",\"default\":true}]}";

        assertThat(control("POST", "/_sim/users", body.formatted(one, one)).status())
                .isEqualTo(200);
        assertThat(control(
                                "POST",
                                "/_sim/users",
                                "[" + body.formatted(one + 1, one) + "," + body.formatted(one + 2, one) + "]")
                        .status())
                .isEqualTo(200);

        for (var id : List.of(one, one + 1, one + 2)) {
            assertThat(SimulatorFixture.API
                            .get("/api/2/mfa/users/" + id + "/devices")
                            .text("/0/auth_factor_name"))
                    .isEqualTo("OneLogin Voice");
        }
    }

    @ParameterizedTest
    @DisplayName("The control API rejects an invalid user")
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\":5}",
                "{\"username\":\"x\"}",
                "{\"id\":5,\"username\":\"x\",\"fone\":\"1\"}",
                "{\"id\":5,\"username\":\"x\",\"devices\":[{\"kind\":\"SMS\"}]}",
                "{\"id\":5,\"username\":\"x\",\"devices\":[{\"device_id\":\"1\"}]}"
            })
    void invalidUserIsRejected(String body) {
        var reply = control("POST", "/_sim/users", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error")).isNotEmpty();
    }

    @Test
    @DisplayName("The control API removes a device as an administrator does in OneLogin")
    void deviceIsRemovedAsInTheAdminPortal() {
        var user = SimulatorFixture.userWithSms();
        var path = "/_sim/users/" + user.id() + "/devices/" + user.deviceId();

        assertThat(control("DELETE", path, "").status()).isEqualTo(200);
        assertThat(SimulatorFixture.API.get(user.path("/devices")).body()).isEqualTo("[]");
        assertThat(control("DELETE", path, "").status()).isEqualTo(404);
        assertThat(control("DELETE", "/_sim/users/x/devices/1", "").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("The control API expires the pending challenges of one user")
    void pendingChallengesOfOneUserExpire() {
        var user = SimulatorFixture.user();
        var other = SimulatorFixture.userWithSms();
        var registration = user.register(SimulatedFactorType.SMS);
        var verification = other.challenge();

        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(SimulatorFixture.API.get(user.challengePath(registration)).status())
                .isEqualTo(404);
        assertThat(SimulatorFixture.API.get(other.challengePath(verification)).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("The control API expires the challenges of all users, or only their verifications")
    void pendingChallengesOfAllUsersExpire() {
        try (var simulator = OneLoginSimulator.start(0)) {
            var api = new ApiCaller(simulator.baseUrl());
            var registrations = "/api/2/mfa/users/64515901/registrations";
            var verifications = "/api/2/mfa/users/64515902/verifications";
            var registration = registrations + "/"
                    + api.post(registrations, "{\"factor_id\":58959,\"display_name\":\"x\"}")
                            .text("/id");
            var verification = verifications + "/"
                    + api.post(verifications, "{\"device_id\":\"3920362\"}").text("/id");

            api.exchange(api.json("POST", "/_sim/verifications/expire", ""));
            assertThat(api.get(verification).status()).isEqualTo(404);
            assertThat(api.get(registration).status()).isEqualTo(200);

            new SimulatorClient(simulator.baseUrl()).expirePending();
            assertThat(api.get(registration).status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("An unknown call of the control API is not found")
    void unknownControlCallIsNotFound() {
        assertThat(control("POST", "/_sim/behave", "{}").status()).isEqualTo(404);
        assertThat(control("GET", "/_sim/nothing", "").text("/error")).isNotEmpty();
    }

    @Test
    @DisplayName("The message stream sends each new message to the phone")
    void messageStreamSendsEachNewMessage() throws Exception {
        var user = SimulatorFixture.user();
        var request = HttpRequest.newBuilder(URI.create(SimulatorFixture.baseUrl() + "/_sim/stream"))
                .header("Accept", "text/event-stream")
                .build();
        var lines = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .iterator();
        assertThat(lines.next()).startsWith(":");

        user.register(SimulatedFactorType.SMS);

        var heard = CompletableFuture.supplyAsync(() -> {
            var line = lines.next();
            while (!line.startsWith("data:") || !line.contains("\"user_id\":" + user.id())) {
                line = lines.next();
            }
            return line;
        });
        assertThat(heard).succeedsWithin(Duration.ofSeconds(5)).asString().contains(user.lastCode());
    }

    @Test
    @DisplayName("The simulator serves the phone page and its files")
    void phonePageAndItsFilesAreServed() {
        assertThat(control("GET", "/", "").header("Content-Type")).startsWith("text/html");
        assertThat(control("GET", "/phone.css", "").status()).isEqualTo(200);
        assertThat(control("GET", "/phone.js", "").status()).isEqualTo(200);
    }

    private static ApiCaller.CallerResponse control(String method, String path, String body) {
        return SimulatorFixture.API.exchange(SimulatorFixture.API.json(method, path, body));
    }
}
