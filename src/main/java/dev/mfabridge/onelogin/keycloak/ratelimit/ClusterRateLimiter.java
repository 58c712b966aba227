package dev.mfabridge.onelogin.keycloak.ratelimit;

import dev.mfabridge.onelogin.keycloak.settings.RateLimit;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.Policy;
import dev.mfabridge.onelogin.mfa.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

/**
 * The limits in Keycloak's store of single-use objects, which all nodes share and which forgets by itself. Each message
 * takes one of the person's places for as long as it counts, and each question takes the attempt's for as long as OneLogin
 * is to be left alone; the store lets one of several takers at once have a place.
 */
public final class ClusterRateLimiter implements RateLimiter {
    private static final String PREFIX = "onelogin-mfa.";
    private static final Duration CALL_COUNTS = Duration.ofMinutes(15);

    /** An enrolment takes five at most. */
    private static final int LEAST_CALLS = 40;

    private static final int CALLS_PER_MESSAGE = 8;
    private static final int PLACES_LOOKED_AT = 16;
    private static final String UNTIL = "until";

    private final KeycloakSession session;
    private final SingleUseObjectProvider store;
    private final String person;
    private final RateLimit messages;
    private final RateLimit tries;
    private final Clock clock;
    private Optional<String> placeOfMessage = Optional.empty();
    private Optional<String> placeOfTry = Optional.empty();
    private Optional<String> placeOfCall = Optional.empty();

    /** @param pause how long a try of an app's code counts */
    public ClusterRateLimiter(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            RateLimit messages,
            Duration pause,
            Clock clock) {
        this.session = session;
        store = session.singleUseObjects();
        person = realm.getId() + "." + user.getId() + ".";
        this.messages = messages;
        this.tries = new RateLimit(Policy.TRIES, pause);
        this.clock = clock;
    }

    @Override
    public Optional<Instant> countMessage() {
        var places = places("message", messages);
        placeOfMessage = PermitRelease.take(session, places).or(() -> take(places, messages.window()));
        return placeOfMessage.isPresent() ? Optional.empty() : Optional.of(nextFree(places, messages.window()));
    }

    @Override
    public void uncountMessage() {
        placeOfMessage.ifPresent(place -> PermitRelease.leave(session, place, List.of(place, timeOf(place))));
    }

    @Override
    public Optional<Instant> countTry(Challenge attempt) {
        return attempt.id() == null ? countTryOfApp() : countTryOf(attempt);
    }

    private Optional<Instant> countTryOf(Challenge attempt) {
        var lifetime = Duration.between(clock.instant(), attempt.expiresAt()).plusSeconds(1);
        placeOfTry = IntStream.range(0, Policy.TRIES)
                .mapToObj(place -> PREFIX + "try." + attempt.id() + "." + place)
                .filter(place -> store.putIfAbsent(place, Math.max(1, lifetime.toSeconds())))
                .findFirst();
        return placeOfTry.isPresent() ? Optional.empty() : Optional.of(attempt.resendFrom());
    }

    private Optional<Instant> countTryOfApp() {
        var places = places("try", tries);
        placeOfTry = take(places, tries.window());
        return placeOfTry.isPresent() ? Optional.empty() : Optional.of(nextFree(places, tries.window()));
    }

    @Override
    public void uncountTry() {
        placeOfTry.ifPresent(store::remove);
    }

    /** Any of some places will do: all of them would be too many to look at. */
    @Override
    public boolean mayCall() {
        int places = Math.max(LEAST_CALLS, CALLS_PER_MESSAGE * messages.count());
        placeOfCall = ThreadLocalRandom.current()
                .ints(PLACES_LOOKED_AT, 0, places)
                .mapToObj(place -> PREFIX + "call." + person + place)
                .filter(place -> store.putIfAbsent(place, CALL_COUNTS.toSeconds()))
                .findFirst();
        return placeOfCall.isPresent();
    }

    @Override
    public void uncountCall() {
        placeOfCall.ifPresent(store::remove);
    }

    @Override
    public boolean mayAsk(Challenge attempt) {
        return store.putIfAbsent(
                question(attempt), attempt.pauseAt(clock.instant()).toSeconds());
    }

    /** An answer was found: what comes next may ask for it at once. */
    public void answered(Challenge attempt) {
        store.remove(question(attempt));
    }

    private List<String> places(String what, RateLimit limit) {
        return IntStream.range(0, limit.count())
                .mapToObj(place -> PREFIX + what + "." + person + place)
                .toList();
    }

    private Optional<String> take(List<String> places, Duration window) {
        var taken = places.stream()
                .filter(place -> store.putIfAbsent(place, window.toSeconds()))
                .findFirst();
        taken.ifPresent(place -> store.put(
                timeOf(place),
                window.toSeconds(),
                Map.of(UNTIL, clock.instant().plus(window).toString())));
        return taken;
    }

    private Instant nextFree(List<String> places, Duration window) {
        return places.stream()
                .flatMap(place -> Optional.ofNullable(store.get(timeOf(place))).stream())
                .map(notes -> Instant.parse(notes.get(UNTIL)))
                .min(Instant::compareTo)
                .orElseGet(() -> clock.instant().plus(window));
    }

    private static String timeOf(String place) {
        return place + "." + UNTIL;
    }

    private static String question(Challenge attempt) {
        return PREFIX + "question." + attempt.id();
    }
}
