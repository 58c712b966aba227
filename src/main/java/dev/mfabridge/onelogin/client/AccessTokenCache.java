package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The access tokens of all accounts that this server asks ({@code POST /auth/oauth2/v2/token}). However many threads
 * wait for a token, it is fetched once; who comes after a failed fetch tries again.
 */
public final class AccessTokenCache {
    private static final String OPERATION = "POST /auth/oauth2/v2/token";
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);

    /** OneLogin gives out no expired token, so that clocks differ where it looks so; if it is expired, a 401 says so. */
    private static final Duration USE_OF_AN_EXPIRED_ONE = Duration.ofSeconds(10);

    private final ConcurrentMap<TokenKey, CompletableFuture<AccessToken>> tokens;
    private final Clock clock;
    private final TokenRenewalListener listener;

    public AccessTokenCache(Clock clock) {
        this(new ConcurrentHashMap<>(), clock, TokenRenewalListener.NO_OP);
    }

    private AccessTokenCache(
            ConcurrentMap<TokenKey, CompletableFuture<AccessToken>> tokens,
            Clock clock,
            TokenRenewalListener renewals) {
        this.tokens = tokens;
        this.clock = clock;
        this.listener = renewals;
    }

    /** @return the same tokens, for somebody whose renewals are watched */
    public AccessTokenCache withListener(TokenRenewalListener watcher) {
        return new AccessTokenCache(tokens, clock, watcher);
    }

    /** The secret takes part as its hash, so that a changed secret means a new token and no copy of it stays in memory. */
    private record TokenKey(URI baseUrl, String clientId, String secretHash) {
        static TokenKey of(OneLoginAccount account) {
            return new TokenKey(account.baseUrl(), account.clientId(), sha256(account.clientSecret()));
        }
    }

    /**
     * @return a token that is not about to run out: the one that is there, else a new one
     * @throws OneLoginException when none could be had
     */
    AccessToken get(OneLoginAccount account, Transport transport) {
        var key = TokenKey.of(account);
        var mine = new CompletableFuture<AccessToken>();
        var shared = tokens.compute(key, (k, known) -> known == null || isUnusable(known) ? mine : known);
        if (shared == mine) {
            fetch(account, transport, mine);
        }
        try {
            return shared.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof OneLoginException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Forgets a token that OneLogin refused, unless a newer one has taken its place already. */
    void invalidate(OneLoginAccount account, AccessToken token) {
        tokens.computeIfPresent(
                TokenKey.of(account),
                (key, known) -> known.isDone()
                                && !known.isCompletedExceptionally()
                                && known.join().equals(token)
                        ? null
                        : known);
    }

    private boolean isUnusable(CompletableFuture<AccessToken> known) {
        return known.isDone()
                && (known.isCompletedExceptionally()
                        || !clock.instant().isBefore(known.join().staleFrom()));
    }

    private void fetch(OneLoginAccount account, Transport transport, CompletableFuture<AccessToken> result) {
        try {
            result.complete(fetch(account, transport));
        } catch (RuntimeException | Error e) {
            // Whoever waits must never wait for a fetch that is over.
            result.completeExceptionally(e);
            if (e instanceof OneLoginException failure) {
                listener.failed(failure);
            }
            return;
        }
        listener.renewed();
    }

    private AccessToken fetch(OneLoginAccount account, Transport transport) {
        var pair = account.clientId() + ":" + account.clientSecret();
        var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var response = transport.send(new TransportRequest(
                OPERATION,
                "POST",
                account.baseUrl().resolve("/auth/oauth2/v2/token"),
                "Basic " + basic,
                Optional.of("{\"grant_type\":\"client_credentials\"}")));
        if (response.status() >= 300 && response.status() < 500 && response.status() != 429) {
            throw new OneLoginException.Unauthorized(ApiErrors.describe(OPERATION, response));
        }
        if (response.status() == 500) {
            // No outage for sure, so nobody may pass because of it.
            throw new OneLoginException.InvalidResponse(ApiErrors.describe(OPERATION, response)
                    + " (OneLogin also answers with 500 if the user who created the API credential was deleted)");
        }
        if (response.status() != 200) {
            throw ApiErrors.toException(OPERATION, response);
        }
        return read(response);
    }

    private AccessToken read(TransportResponse response) {
        var answer = ApiJson.parse(response.body()).flatMap(ApiJson::object).map(AccessTokenCache::unwrapped);
        var value = answer.flatMap(token -> ApiJson.text(token, "access_token"))
                .filter(token -> token.matches("[\\x21-\\x7e]{1,4096}"))
                .orElseThrow(() -> ApiErrors.invalidResponse(OPERATION, response, "an access token"));
        var lifetime = answer.flatMap(token -> ApiJson.text(token, "expires_in"))
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElseThrow(() -> ApiErrors.invalidResponse(OPERATION, response, "an access token's lifetime"));
        var madeAt = answer.flatMap(token -> ApiJson.text(token, "created_at")).flatMap(AccessTokenCache::instant);
        return new AccessToken(value, staleFrom(madeAt, lifetime));
    }

    /** OneLogin also wraps a token: {@code {"status":{...},"data":[{...}]}}. */
    private static JsonNode unwrapped(JsonNode answer) {
        return Optional.ofNullable(answer.get("data")).flatMap(ApiJson::object).orElse(answer);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * OneLogin gives the same token out until it expires, so that one may be hours old when it comes. Near its end there is no
     * newer one to be had: asking for it before each call would cost as many calls again.
     *
     * @param madeAt when OneLogin made the token, where it says so; else now
     */
    private Instant staleFrom(Optional<Instant> madeAt, Duration lifetime) {
        var now = clock.instant();
        var expiresAt = madeAt.filter(made -> made.isBefore(now)).orElse(now).plus(lifetime);
        var tenth = lifetime.dividedBy(10);
        var margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        var rest = Duration.between(now, expiresAt);
        var leastUse = rest.isNegative() ? USE_OF_AN_EXPIRED_ONE : rest.dividedBy(2);
        var inTime = expiresAt.minus(margin);
        return inTime.isBefore(now.plus(leastUse)) ? now.plus(leastUse) : inTime;
    }

    private static String sha256(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
