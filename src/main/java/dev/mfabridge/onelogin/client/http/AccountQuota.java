package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knowledge of one server about the rate limit of one OneLogin account, from the headers of OneLogin's answers. After
 * HTTP 429 no call is sent until OneLogin accepts calls again. While few calls are left, only logins send calls.
 *
 * <p>An answer can't stop the calls for longer than {@link #MAX_PAUSE}: after that, one call asks again. If HTTP 429
 * says that calls of the account are left, the limit is not the account's, and only the same caller has to wait.
 *
 * <p>Instances are thread safe.
 */
public final class AccountQuota {
    /** Longest time without calls after one answer, whatever the answer says. */
    public static final Duration MAX_PAUSE = Duration.ofMinutes(15);

    /** Time without calls after HTTP 429 that names no time. */
    static final Duration DEFAULT_PAUSE = Duration.ofMinutes(1);

    /** Part of the account's calls that only logins may use: one tenth. */
    static final int RESERVE_DIVISOR = 10;

    private static final long USUAL_LIMIT = 5000;

    /** Key of a pause of all callers. No caller has this id. */
    private static final String ALL = "";

    private final InstantSource clock;
    private final QuotaListener listener;
    private final ConcurrentMap<String, Instant> pauses = new ConcurrentHashMap<>();
    private volatile Optional<Instant> reservedUntil = Optional.empty();

    /** Listener for changes of what may be sent. */
    public interface QuotaListener {
        /** Reports that no caller sends calls until a time. */
        void paused(Instant until);

        /** Reports that only logins send calls until a time. */
        void reserved(Instant until);
    }

    /**
     * Creates the knowledge of an account, which is empty at first.
     *
     * @param clock the clock of this server
     * @param listener receives the start of each pause
     */
    public AccountQuota(InstantSource clock, QuotaListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Returns a transport that sends nothing while the account's rate limit does not allow the call. It throws {@link
     * OneLoginException.RateLimited} during a pause, and {@link OneLoginException.BudgetExhausted} if only logins may
     * send.
     *
     * @param caller the id of the user or administrator whose calls these are; empty if there is none
     * @param isLogin whether the calls are those of a login
     */
    public Transport protect(Transport transport, String caller, boolean isLogin) {
        return new ProtectedCalls(transport, caller, isLogin);
    }

    /** Transport within the rate limit of this account. */
    private final class ProtectedCalls implements Transport {
        private final Transport transport;
        private final String caller;
        private final boolean isLogin;

        ProtectedCalls(Transport transport, String caller, boolean isLogin) {
            this.transport = transport;
            this.caller = caller;
            this.isLogin = isLogin;
        }

        @Override
        public TransportResponse send(TransportRequest request) {
            check(request, caller, isLogin);
            var response = transport.send(request);
            learn(response, caller);
            return response;
        }

        @Override
        public <T> T await(String operation, CompletableFuture<T> result) {
            return transport.await(operation, result);
        }
    }

    private void check(TransportRequest request, String caller, boolean isLogin) {
        var now = clock.instant();
        var pause = pause(ALL, now).or(() -> pause(caller, now));
        if (pause.isPresent()) {
            throw new OneLoginException.RateLimited(
                    "%s: not sent, because OneLogin answered HTTP 429 before, retry after %d s"
                            .formatted(
                                    request.operation(),
                                    Duration.between(now, pause.get()).toSeconds() + 1));
        }
        var reserved = reservedUntil.filter(now::isBefore);
        if (!isLogin && reserved.isPresent()) {
            throw new OneLoginException.BudgetExhausted(
                    request.operation() + ": not sent, because the OneLogin account has few API calls left, which are"
                            + " reserved for logins",
                    reserved.get(),
                    false);
        }
    }

    private Optional<Instant> pause(String caller, Instant now) {
        return Optional.ofNullable(pauses.get(caller)).filter(now::isBefore);
    }

    private void learn(TransportResponse response, String caller) {
        var headers = response.rateLimit();
        var now = clock.instant();
        if (response.status() == 429) {
            pause(headers.remaining().filter(left -> left > 0).isPresent() ? caller : ALL, now, waitingTime(response));
        } else {
            headers.remaining().ifPresent(left -> reserve(left, headers, now));
        }
    }

    private static Duration waitingTime(TransportResponse response) {
        return atMost(
                response.retryAfter().or(() -> response.rateLimit().reset()).orElse(DEFAULT_PAUSE));
    }

    private void pause(String caller, Instant now, Duration waitingTime) {
        pauses.values().removeIf(until -> !now.isBefore(until));
        var until = now.plus(waitingTime);
        var isNew = !pauses.containsKey(caller);
        pauses.merge(caller, until, (one, other) -> one.isAfter(other) ? one : other);
        if (isNew && caller.equals(ALL)) {
            listener.paused(until);
        }
    }

    private void reserve(long left, RateLimitHeaders headers, Instant now) {
        var isReached = left < headers.limit().orElse(USUAL_LIMIT) / RESERVE_DIVISOR;
        var wasReached = reservedUntil.filter(now::isBefore).isPresent();
        reservedUntil =
                isReached ? Optional.of(now.plus(atMost(headers.reset().orElse(DEFAULT_PAUSE)))) : Optional.empty();
        if (isReached && !wasReached) {
            reservedUntil.ifPresent(listener::reserved);
        }
    }

    private static Duration atMost(Duration duration) {
        return duration.compareTo(MAX_PAUSE) < 0 ? duration : MAX_PAUSE;
    }
}
