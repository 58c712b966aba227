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
    private final String userKey;
    private final RateLimit messageLimit;
    private final RateLimit attemptLimit;
    private final Clock clock;
    private Optional<String> messagePermit = Optional.empty();
    private Optional<String> attemptPermit = Optional.empty();
    private Optional<String> callPermit = Optional.empty();

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
        userKey = realm.getId() + "." + user.getId() + ".";
        this.messageLimit = messages;
        this.attemptLimit = new RateLimit(Policy.MAX_CODE_ATTEMPTS, pause);
        this.clock = clock;
    }

    @Override
    public Optional<Instant> acquireMessage() {
        var places = permits("message", messageLimit);
        messagePermit = PermitRelease.swap(session, places).or(() -> acquire(places, messageLimit.window()));
        return messagePermit.isPresent() ? Optional.empty() : Optional.of(nextRelease(places, messageLimit.window()));
    }

    @Override
    public void releaseMessage() {
        messagePermit.ifPresent(place -> PermitRelease.release(session, place, List.of(place, releaseTime(place))));
    }

    @Override
    public Optional<Instant> acquireCodeAttempt(Challenge challenge) {
        return challenge.id() == null ? acquireAppAttempt() : acquireAttemptFor(challenge);
    }

    private Optional<Instant> acquireAttemptFor(Challenge challenge) {
        var lifetime = Duration.between(clock.instant(), challenge.expiresAt()).plusSeconds(1);
        attemptPermit = IntStream.range(0, Policy.MAX_CODE_ATTEMPTS)
                .mapToObj(place -> PREFIX + "try." + challenge.id() + "." + place)
                .filter(place -> store.putIfAbsent(place, Math.max(1, lifetime.toSeconds())))
                .findFirst();
        return attemptPermit.isPresent() ? Optional.empty() : Optional.of(challenge.resendAt());
    }

    private Optional<Instant> acquireAppAttempt() {
        var places = permits("try", attemptLimit);
        attemptPermit = acquire(places, attemptLimit.window());
        return attemptPermit.isPresent() ? Optional.empty() : Optional.of(nextRelease(places, attemptLimit.window()));
    }

    @Override
    public void releaseCodeAttempt() {
        attemptPermit.ifPresent(store::remove);
    }

    /** Any of some places will do: all of them would be too many to look at. */
    @Override
    public boolean acquireCall() {
        int places = Math.max(LEAST_CALLS, CALLS_PER_MESSAGE * messageLimit.max());
        callPermit = ThreadLocalRandom.current()
                .ints(PLACES_LOOKED_AT, 0, places)
                .mapToObj(place -> PREFIX + "call." + userKey + place)
                .filter(place -> store.putIfAbsent(place, CALL_COUNTS.toSeconds()))
                .findFirst();
        return callPermit.isPresent();
    }

    @Override
    public void releaseCall() {
        callPermit.ifPresent(store::remove);
    }

    @Override
    public boolean acquirePoll(Challenge challenge) {
        return store.putIfAbsent(
                pollKey(challenge), challenge.pollInterval(clock.instant()).toSeconds());
    }

    /** An answer was found: what comes next may ask for it at once. */
    public void releasePoll(Challenge challenge) {
        store.remove(pollKey(challenge));
    }

    private List<String> permits(String what, RateLimit limit) {
        return IntStream.range(0, limit.max())
                .mapToObj(place -> PREFIX + what + "." + userKey + place)
                .toList();
    }

    private Optional<String> acquire(List<String> places, Duration window) {
        var taken = places.stream()
                .filter(place -> store.putIfAbsent(place, window.toSeconds()))
                .findFirst();
        taken.ifPresent(place -> store.put(
                releaseTime(place),
                window.toSeconds(),
                Map.of(UNTIL, clock.instant().plus(window).toString())));
        return taken;
    }

    private Instant nextRelease(List<String> places, Duration window) {
        return places.stream()
                .flatMap(place -> Optional.ofNullable(store.get(releaseTime(place))).stream())
                .map(notes -> Instant.parse(notes.get(UNTIL)))
                .min(Instant::compareTo)
                .orElseGet(() -> clock.instant().plus(window));
    }

    private static String releaseTime(String place) {
        return place + "." + UNTIL;
    }

    private static String pollKey(Challenge challenge) {
        return PREFIX + "question." + challenge.id();
    }
}
