package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** S1 for OneLogin's response to the start of a registration or verification: the user has proven nothing yet. */
class StartedChallengesProveNothingTest {
    private static final String ID = "afc1a96d-2006-452a-a484-b2d084b00d76";
    private static final Map<String, Object> SUCCESS =
            Map.of("type", "success", "code", 200, "message", "Success", "error", false);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 3000)
    @Label("A response to the start of a challenge never proves a factor, in any form (S1)")
    void startOfChallengeNeverProves(
            @ForAll("startResponses") String startResponse,
            @ForAll("devices") String devices,
            @ForAll("userEvents") List<Event> events,
            @ForAll EmailContent email) {
        var policy = MfaFixtures.policy(email, List.of(FactorType.values()));
        var executor = new CommandExecutor(
                new OneLoginClient(
                        new OneLoginAccount(URI.create("https://acme.onelogin.com"), "id", "secret"),
                        new AccessTokenCache(Clock.systemUTC()),
                        request -> reply(request, startResponse, devices)),
                new UserReference.ById(new OneLoginId("64515901")),
                new MessageOptions(Optional.empty(), () -> Optional.of(URI.create("https://login.example.com"))),
                new Unlimited(),
                new SilentLog());
        State state = new State.Start();
        var now = MfaFixtures.NOW;
        for (var event : events) {
            var conversation =
                    new Conversation(new MfaStateMachine(policy), executor::execute, Clock.fixed(now, ZoneOffset.UTC));
            state = conversation.advance(state, event).state();
            assertThat(state).isNotInstanceOf(State.Proven.class);
            now = now.plusSeconds(5);
        }
    }

    /** Returns a response that accepts nothing, except possibly the start of a challenge. */
    private static TransportResponse reply(TransportRequest request, String startResponse, String devices) {
        var path = request.uri().getPath();
        if (path.startsWith("/auth/")) {
            return response(200, "{\"access_token\":\"t\",\"expires_in\":36000}");
        }
        if (request.method().equals("POST")
                && request.json().filter(body -> body.contains("otp")).isEmpty()) {
            return response(201, startResponse);
        }
        if (path.endsWith("/devices")) {
            return response(200, devices);
        }
        if (path.endsWith("/factors")) {
            return response(200, "[{\"factor_id\":58959,\"name\":\"OneLogin SMS\",\"auth_factor_name\":\"SMS\"}]");
        }
        return path.matches("/api/2/users/[0-9]+")
                ? response(200, "{\"id\":64515901,\"status\":1,\"state\":1}")
                : response(200, "{\"status\":\"pending\"}");
    }

    private static TransportResponse response(int status, String body) {
        return new TransportResponse(status, body, Optional.empty(), Optional.empty());
    }

    @Provide
    Arbitrary<String> startResponses() {
        var status =
                Arbitraries.of("accepted", "ACCEPTED", "pending", "rejected", "success", SUCCESS, 200, true, "none");
        var flat = Arbitraries.of(Map.<String, Object>of(), SUCCESS);
        var device = Arbitraries.of("3920371", 3920371, "none");
        var isArray = Arbitraries.of(true, false);
        return Combinators.combine(status, flat, device, isArray).as((word, fields, id, wrapped) -> {
            var body = new LinkedHashMap<String, Object>(fields);
            body.put("id", ID);
            put(body, "status", word);
            put(body, "device_id", id);
            body.put("factor_data", Map.of("verification_token", "123456", "totp_url", "otpauth://totp/a?secret=ABC"));
            return text(wrapped ? List.of(body) : body);
        });
    }

    private static void put(Map<String, Object> body, String field, Object value) {
        if (!"none".equals(value)) {
            body.put(field, value);
        }
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps can be written as JSON", e);
        }
    }

    @Provide
    Arbitrary<String> devices() {
        return Arbitraries.of("SMS", "OneLogin", "OneLogin Email", "OneLogin Voice", "Google Authenticator", "none")
                .map(name ->
                        name.equals("none") ? "[]" : "[{\"device_id\":3920371,\"auth_factor_name\":\"" + name + "\"}]");
    }

    @Provide
    Arbitrary<List<Event>> userEvents() {
        var events = MfaEvents.all().values().stream()
                .filter(event -> event instanceof UserEvent)
                .toList();
        return Arbitraries.of(events).list().ofMinSize(2).ofMaxSize(12);
    }

    private static final class Unlimited implements RateLimiter {
        @Override
        public Optional<Instant> acquireMessage() {
            return Optional.empty();
        }

        @Override
        public void releaseMessage() {
            // Nothing is counted.
        }

        @Override
        public Optional<Instant> acquireCodeAttempt(Challenge challenge) {
            return Optional.empty();
        }

        @Override
        public void releaseCodeAttempt() {
            // Nothing is counted.
        }

        @Override
        public boolean acquireCall() {
            return true;
        }

        @Override
        public void releaseCall() {
            // Nothing is counted.
        }

        @Override
        public boolean acquirePoll(Challenge challenge) {
            return true;
        }
    }

    private static final class SilentLog implements ApiProblemListener {
        @Override
        public void failed(OneLoginException cause) {
            // Failures are part of the property.
        }

        @Override
        public void skipped(String item) {
            // Skipped items are part of the property.
        }
    }
}
