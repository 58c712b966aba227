package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mfabridge.onelogin.RecordedAnswer;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Property of all calls and all recorded and documented answers: no exception contains a secret, even if OneLogin repeats the
 * secret in any text of its answer (S7).
 */
class SecretsInExceptionsTest {
    private static final String CLIENT_SECRET = "7bc4aa1b9f0fd5a4fd43bc3ac2a4f2c4b7a5e3b1c2d4e6f8091a2b3c4d5e6f70";
    private static final String TOKEN = "e3d1c5b7a9f8e6d4c2b0a1f3e5d7c9b8a6f4e2d0c1b3a5f7e9d8c6b4a2f0e1d3";
    private static final String CODE = "735194";
    private static final String CODE_WITH_LETTERS = "K7MQ4P";
    private static final String PHONE_NUMBER = "12025550123";
    private static final List<String> SECRETS =
            List.of(CLIENT_SECRET, TOKEN, CODE, CODE_WITH_LETTERS, PHONE_NUMBER, "Bearer", "Basic");

    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final OneLoginId ID = new OneLoginId("3920371");
    private static final OneTimeCode TYPED = new OneTimeCode(CODE);
    private static final DeliveryOptions DELIVERY = DeliveryOptions.withLifetime(Duration.ofSeconds(240));

    private static final List<Consumer<OneLoginClient>> CALLS = List.of(
            OneLoginClient::authenticate,
            OneLoginClient::anyUser,
            client -> client.findUser(UserField.EMAIL, "alice@example.com"),
            client -> client.user(USER),
            client -> client.factors(USER),
            client -> client.devices(USER),
            client -> client.removeDevice(USER, ID),
            client -> client.startRegistration(USER, ID, "My phone", DELIVERY),
            client -> client.completeRegistration(USER, ID, TYPED),
            client -> client.pollRegistration(USER, ID),
            client -> client.startVerification(USER, ID, DELIVERY),
            client -> client.completeVerification(USER, ID, ID, TYPED),
            client -> client.pollVerification(USER, ID),
            client -> client.verifyAppCode(USER, ID, TYPED),
            client -> client.createTemporaryToken(USER, Duration.ofHours(1), false));

    @Property(tries = 3000)
    @Label("No exception of a call contains a secret that OneLogin's answer repeats")
    void exceptionsContainNoSecret(
            @ForAll("calls") Consumer<OneLoginClient> call,
            @ForAll("answers") TransportResponse token,
            @ForAll("answers") TransportResponse answer) {
        var failure = failure(call, token, answer);

        assertThat(failure.map(SecretsInExceptionsTest::stackTrace).orElse("")).doesNotContain(SECRETS);
        Statistics.label("failures")
                .collect(failure.isPresent())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 40));
    }

    @Provide
    Arbitrary<Consumer<OneLoginClient>> calls() {
        return Arbitraries.of(CALLS);
    }

    /** Returns a good token in half of the cases, since no call is sent without a token. */
    @Provide
    Arbitrary<TransportResponse> answers() {
        var status = Arbitraries.of(200, 201, 204, 302, 400, 401, 403, 404, 422, 429, 500, 502, 503);
        var body = Combinators.combine(
                        Arbitraries.of(bodies()),
                        Arbitraries.of(SECRETS.subList(0, 5)),
                        Arbitraries.of("%s", "Invalid code %s", "bad_%s", "(%s)"),
                        Arbitraries.integers().between(0, 12))
                .as((json, secret, text, place) -> repeating(json, text.formatted(secret), place));
        var good = new TransportResponse(
                200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":36000}", Optional.empty(), Optional.empty());
        return Arbitraries.oneOf(
                Arbitraries.just(good),
                Combinators.combine(status, body)
                        .as((number, text) ->
                                new TransportResponse(number, text, Optional.of("5F188CDE"), Optional.empty())));
    }

    private static Optional<RuntimeException> failure(
            Consumer<OneLoginClient> call, TransportResponse token, TransportResponse answer) {
        Transport oneLogin = request -> request.isForToken() ? token : answer;
        var account = new OneLoginAccount(URI.create("https://example.onelogin.com"), "id", CLIENT_SECRET);
        try {
            call.accept(new OneLoginClient(account, new AccessTokenCache(Clock.systemUTC()), oneLogin));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static List<JsonNode> bodies() {
        var forms = Stream.of(
                        "{\"name\":\"x\",\"statusCode\":400}",
                        "{\"error\":\"x\",\"status\":400}",
                        "{\"type\":\"x\",\"error\":true,\"code\":400,\"message\":\"x\"}",
                        "{\"status\":{\"error\":true,\"code\":400,\"type\":\"x\",\"message\":\"x\"}}",
                        "\"x\"")
                .map(SecretsInExceptionsTest::parse);
        var documented = files("src/test/resources/documented-answers").map(json -> json.path("body"));
        return Stream.of(forms, RecordedAnswer.all().stream().map(RecordedAnswer::body), documented)
                .flatMap(bodies -> bodies)
                .toList();
    }

    private static Stream<JsonNode> files(String folder) {
        try (var files = Files.list(Path.of(folder))) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> parse(read(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the body with the text in place of one of its values. */
    private static String repeating(JsonNode body, String text, int place) {
        var copy = body.deepCopy();
        var replacements = new ArrayList<Runnable>();
        collect(copy, text, replacements);
        if (replacements.isEmpty()) {
            return new TextNode(text).toString();
        }
        replacements.get(place % replacements.size()).run();
        return copy.toString();
    }

    private static void collect(JsonNode node, String text, List<Runnable> replacements) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> replacements.add(() -> object.put(name, text)));
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                var position = i;
                replacements.add(() -> array.set(position, new TextNode(text)));
            }
        }
        node.forEach(child -> collect(child, text, replacements));
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
