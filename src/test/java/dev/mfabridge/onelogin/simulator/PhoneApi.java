package dev.mfabridge.onelogin.simulator;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /_sim}: what people do with their phones. They read what was sent, answer it, and look at their authenticator apps. */
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

    /** Without a host, since the simulator has one name for Keycloak and another for the person. */
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

    void forget() {
        messages.clear();
        stream.refresh();
    }

    private void messages(Context http) {
        challenges.sweep();
        var isTheirs = isChosen(http);
        var chosen = messages.newestFirst().stream()
                .filter(message -> isTheirs.test(message.userId()))
                .toList();
        ControlApi.json(http, SimulatorJson.tree(chosen));
    }

    private void answer(Context http) {
        var id = http.pathParam("id");
        var about = challengeOf(message -> Long.toString(message.id()).equals(id), "There is no such message");
        var answer = SimulatorJson.as(PhoneResponse.class, SimulatorJson.parse(http.body()));
        var challenge = open(about);
        challenge.proof().content().ifPresent(content -> content.waitsFor().requireThatItFits(answer));
        settle(challenge, challenge.proof().isProvedBy(answer));
        ControlApi.done(http);
    }

    private void click(Context http) {
        var path = linkPath(http.pathParam("token"));
        var challenge = open(challengeOf(message -> path.equals(message.link()), "There is no such link"));
        settle(challenge, true);
        LinkPage.show(http, challenge.proof().redirectTo());
    }

    private void apps(Context http) {
        var ahead = Optional.ofNullable(http.queryParam("ahead"))
                .map(ControlApi::whole)
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
        var isTheirs = isChosen(http);
        var chosen = apps.seen(ahead).stream()
                .filter(app -> isTheirs.test(app.userId()))
                .toList();
        ControlApi.json(http, SimulatorJson.tree(chosen));
    }

    private String challengeOf(Predicate<Message> which, String otherwise) {
        return messages.challengeOf(which).orElseThrow(() -> new NotFoundResponse(otherwise));
    }

    private SimulatedChallenge open(String id) {
        return challenges.open().stream()
                .filter(challenge -> challenge.id().equals(id))
                .findFirst()
                .orElseThrow(PhoneApi::over);
    }

    private void settle(SimulatedChallenge open, boolean accepted) {
        try {
            if (accepted) {
                challenges.accept(open);
            } else {
                challenges.reject(open);
            }
        } catch (ApiError e) {
            throw over();
        }
    }

    private static ConflictResponse over() {
        return new ConflictResponse("It is over: answered, expired or replaced by a newer one");
    }

    private static Predicate<Long> isChosen(Context http) {
        var userId = Optional.ofNullable(http.queryParam("user_id")).filter(text -> !text.isEmpty());
        return id -> userId.map(text -> text.equals(Long.toString(id))).orElse(true);
    }
}
