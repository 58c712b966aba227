package dev.mfabridge.onelogin.simulator;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Phone part of the control API {@code /_sim}: users read messages, answer them and look at their authenticator apps. */
final class PhoneApi {
    private static final String LINKS = "/_sim/links/";

    private final Challenges challenges;
    private final Messages messages;
    private final AuthenticatorApps apps;
    private final MessageStream stream;

    PhoneApi(Challenges challenges, Messages messages, AuthenticatorApps apps, MessageStream stream) {
        this.challenges = challenges;
        this.messages = messages;
        this.apps = apps;
        this.stream = stream;
    }

    /** Returns the path of a link. The path has no host, since Keycloak and the user have different names for the simulator. */
    static String linkPath(String token) {
        return LINKS + token;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/_sim/messages", this::messages);
        routes.post("/_sim/messages/{id}/answer", this::answer);
        routes.get(LINKS + "{token}", this::click);
        routes.get("/_sim/apps", this::apps);
        routes.sse("/_sim/stream", stream::open);
        routes.exception(NotFoundResponse.class, (e, http) -> ControlApi.error(http, 404, e.getMessage()));
        routes.exception(ConflictResponse.class, (e, http) -> ControlApi.error(http, 409, e.getMessage()));
    }

    void clear() {
        messages.clear();
        stream.refresh();
    }

    private void messages(Context http) {
        challenges.sweep();
        ControlApi.json(http, SimulatorJson.tree(messages.newestFirst(chosenUser(http))));
    }

    private void answer(Context http) {
        var id = http.pathParam("id");
        var about = challengeOf(message -> Long.toString(message.id()).equals(id), "There is no such message");
        var answer = SimulatorJson.as(PhoneResponse.class, SimulatorJson.parse(http.body()));
        var challenge = open(about);
        challenge.proof().content().ifPresent(content -> content.waitsFor().requireFitting(answer));
        end(challenge, challenge.proof().isProvenBy(answer));
        ControlApi.done(http);
    }

    private void click(Context http) {
        var path = linkPath(http.pathParam("token"));
        var challenge = open(challengeOf(message -> path.equals(message.link()), "There is no such link"));
        end(challenge, true);
        LinkPage.show(http, challenge.proof().redirectTo());
    }

    private void apps(Context http) {
        var ahead = Optional.ofNullable(http.queryParam("ahead"))
                .map(ControlApi::wholeNumber)
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
        var user = chosenUser(http);
        var chosen = apps.list(ahead).stream()
                .filter(app -> user.map(id -> id == app.userId()).orElse(true))
                .toList();
        ControlApi.json(http, SimulatorJson.tree(chosen));
    }

    private String challengeOf(Predicate<Message> which, String message) {
        return messages.challengeOf(which).orElseThrow(() -> new NotFoundResponse(message));
    }

    private SimulatedChallenge open(String id) {
        return challenges.open().stream()
                .filter(challenge -> challenge.id().equals(id))
                .findFirst()
                .orElseThrow(PhoneApi::noLongerOpen);
    }

    private void end(SimulatedChallenge open, boolean accepted) {
        try {
            if (accepted) {
                challenges.accept(open);
            } else {
                challenges.reject(open);
            }
        } catch (ApiError e) {
            throw noLongerOpen();
        }
    }

    private static ConflictResponse noLongerOpen() {
        return new ConflictResponse("The message is no longer open: it was answered, has expired or was replaced");
    }

    private static Optional<Long> chosenUser(Context http) {
        return Optional.ofNullable(http.queryParam("user_id"))
                .filter(text -> !text.isEmpty())
                .map(ControlApi::wholeNumber);
    }
}
