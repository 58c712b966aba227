package dev.mfabridge.onelogin.keycloak.ratelimit;

import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.Policy;
import dev.mfabridge.onelogin.mfa.RateLimiter;
import dev.mfabridge.onelogin.mfa.StoredTime;
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
 * Rate limiter over Keycloak's single-use object store, which all nodes share and which removes expired entries.
 *
 * <p>Each known browser of the user has limits of its own, and all other logins of the user share theirs.
 *
 * <p>A limit of n permits is n numbered keys of the user. {@code putIfAbsent} on a free key acquires the permit.
 * The store gives the key to only one of several concurrent requests, on all nodes. The lifespan of the key frees the
 * permit.
 *
 * <p>The limit of calls has at least 40 permits, too many to probe each. So an acquisition probes 16 random keys: it
 * may reject a call although a few permits are free, and it never allows more calls than the limit.
 *
 * <p>The permit of a message that was not sent becomes free only after the request's transaction: see {@link
 * PermitRelease}. The permit of a code or a call that never reached OneLogin becomes free at once. A poll by the user's
 * form has one key for each challenge, which lives for the challenge's poll interval. The polls of waiting pages have
 * their own pace ({@link WaitingPagePolls}), so that they never delay the form.
 *
 * <p>An instance remembers the permits that it acquired, so it belongs to one request and is not thread safe.
 */
public final class ClusterRateLimiter implements RateLimiter {
    private static final Duration CALL_WINDOW = Duration.ofMinutes(15);

    /** Lowest limit of calls. An enrollment needs at most five. */
    private static final int MIN_CALLS = 40;

    private static final int CALLS_PER_MESSAGE = 8;
    private static final int CALL_PROBES = 16;
    /** End of the key that is present if the log has a line about rejected calls. */
    static final String LOGGED = "logged";

    private static final String UNTIL = "until";

    private final KeycloakSession session;
    private final SingleUseObjectProvider store;
    private final RealmModel realm;
    private final UserModel user;
    private final String browser;
    private final RateLimit messageLimit;
    private final RateLimit attemptLimit;
    private final Clock clock;
    private Optional<String> messagePermit = Optional.empty();
    private Optional<String> attemptPermit = Optional.empty();
    private Optional<String> callPermit = Optional.empty();
    private boolean hasRejectedCall;

    /**
     * Creates a rate limiter for one user in one request.
     *
     * @param knownBrowser the id of the browser, if the user proved a factor in it before
     * @param messageLimit the limit of messages to the user
     * @param appCodeWindow the time for which an attempt with an app's code uses up a permit
     */
    public ClusterRateLimiter(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            Optional<String> knownBrowser,
            RateLimit messageLimit,
            Duration appCodeWindow,
            Clock clock) {
        this.session = session;
        store = session.singleUseObjects();
        this.realm = realm;
        this.user = user;
        browser = knownBrowser.map(id -> id + ".").orElse("");
        this.messageLimit = messageLimit;
        this.attemptLimit = new RateLimit(Policy.MAX_CODE_ATTEMPTS, appCodeWindow);
        this.clock = clock;
    }

    @Override
    public Optional<Instant> acquireMessage() {
        // The limit of app codes lasts as long as the cool-down of messages.
        if (!BegunMessage.begin(session, realm, user, attemptLimit.window())) {
            return Optional.of(clock.instant().plus(attemptLimit.window()));
        }
        var permits = permits("message", messageLimit);
        messagePermit = PermitRelease.reuse(session, permits).or(() -> acquire(permits, messageLimit.window()));
        return messagePermit.isPresent() ? Optional.empty() : Optional.of(nextRelease(permits, messageLimit.window()));
    }

    @Override
    public void releaseMessage() {
        messagePermit.ifPresent(
                permit -> PermitRelease.release(session, permit, List.of(permit, releaseTimeKey(permit))));
    }

    @Override
    public Optional<Instant> acquireCodeAttempt(Challenge challenge) {
        return challenge.isAppCode() ? acquireAppAttempt() : acquireAttemptFor(challenge);
    }

    /**
     * Acquires one of the challenge's attempts. The permits live as long as the challenge, rounded up to a whole
     * second.
     */
    private Optional<Instant> acquireAttemptFor(Challenge challenge) {
        var lifetime = Duration.between(clock.instant(), challenge.expiresAt()).plusSeconds(1);
        attemptPermit = IntStream.range(0, Policy.MAX_CODE_ATTEMPTS)
                .mapToObj(number -> key("challenge-try") + challenge.id() + "." + number)
                .filter(permit -> store.putIfAbsent(permit, Math.max(1, lifetime.toSeconds())))
                .findFirst();
        return attemptPermit.isPresent() ? Optional.empty() : Optional.of(challenge.resendAt());
    }

    /**
     * Acquires an attempt with an app's code. No message limits these, so the limit applies to all logins of the user
     * in this browser if it is known, or else in all other browsers.
     */
    private Optional<Instant> acquireAppAttempt() {
        var permits = permits("app-try", attemptLimit);
        attemptPermit = acquire(permits, attemptLimit.window());
        return attemptPermit.isPresent() ? Optional.empty() : Optional.of(nextRelease(permits, attemptLimit.window()));
    }

    @Override
    public void releaseCodeAttempt() {
        attemptPermit.ifPresent(store::remove);
    }

    /** Acquires a permit for a call, and probes only some random keys, since each probe is a request to the store. */
    @Override
    public boolean acquireCall() {
        int permits = callLimit(messageLimit.max());
        callPermit = ThreadLocalRandom.current()
                .ints(CALL_PROBES, 0, permits)
                .mapToObj(number -> browserKey("call") + number)
                .filter(permit -> store.putIfAbsent(permit, CALL_WINDOW.toSeconds()))
                .findFirst();
        hasRejectedCall = callPermit.isEmpty();
        return callPermit.isPresent();
    }

    /** Returns whether the limit of calls rejected the last call, for the first time within its window. */
    public boolean isFirstRejectedCall() {
        return hasRejectedCall && store.putIfAbsent(browserKey("call") + LOGGED, CALL_WINDOW.toSeconds());
    }

    @Override
    public void releaseCall() {
        callPermit.ifPresent(store::remove);
    }

    /** Acquires a poll. An earlier poll doesn't delay the first one after the waiting page found a final status. */
    @Override
    public boolean acquirePoll(Challenge challenge) {
        var name = new WaitingPagePolls(store, realm, user, clock).isCompleted(challenge) ? "final-poll" : "form-poll";
        return store.putIfAbsent(
                key(name) + challenge.id(),
                challenge.pollInterval(clock.instant()).toSeconds());
    }

    private List<String> permits(String name, RateLimit limit) {
        return IntStream.range(0, limit.max())
                .mapToObj(number -> browserKey(name) + number)
                .toList();
    }

    /** Acquires the first free permit, and stores the time at which the permit becomes free. */
    private Optional<String> acquire(List<String> permits, Duration window) {
        var acquired = permits.stream()
                .filter(permit -> store.putIfAbsent(permit, window.toSeconds()))
                .findFirst();
        acquired.ifPresent(permit -> store.put(
                releaseTimeKey(permit),
                window.toSeconds(),
                Map.of(UNTIL, clock.instant().plus(window).toString())));
        return acquired;
    }

    /** Returns the time at which the first of these permits becomes free. */
    private Instant nextRelease(List<String> permits, Duration window) {
        return permits.stream()
                .flatMap(permit -> Optional.ofNullable(store.get(releaseTimeKey(permit))).stream())
                .flatMap(entry -> StoredTime.read(entry.get(UNTIL)).stream())
                .min(Instant::compareTo)
                .orElseGet(() -> clock.instant().plus(window));
    }

    static String releaseTimeKey(String permit) {
        return permit + "." + UNTIL;
    }

    /**
     * Returns the limit of calls.
     *
     * @param messages the limit of messages
     */
    static int callLimit(int messages) {
        return Math.max(MIN_CALLS, CALLS_PER_MESSAGE * messages);
    }

    /** Returns the beginning of the keys of a limit that each known browser has for itself. */
    private String browserKey(String name) {
        return key(name) + browser;
    }

    private String key(String name) {
        return StoreKey.of(name, realm, user);
    }
}
