package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Cache of the access tokens of all accounts that this server calls ({@code POST /auth/oauth2/v2/token}).
 *
 * <p>Instances are thread safe. One fetch serves all threads that wait for the same token; after a failed fetch, the
 * next caller tries again. If a limit of the fetching request ended the fetch, the waiting requests try themselves: that
 * limit isn't theirs.
 */
public final class AccessTokenCache {
    private static final String OPERATION = "POST /auth/oauth2/v2/token";
    private static final Duration MAX_MARGIN = Duration.ofMinutes(5);

    /**
     * Time for which a token that looks expired is used. OneLogin issues no expired token, so such a token means that
     * the clocks differ. If the token is expired after all, a 401 tells.
     */
    private static final Duration EXPIRED_TOKEN_USE = Duration.ofSeconds(10);

    private final ConcurrentMap<TokenKey, CompletableFuture<AccessToken>> tokens;
    private final Clock clock;
    private final TokenRenewalListener listener;

    public AccessTokenCache(Clock clock) {
        this(new ConcurrentHashMap<>(), clock, TokenRenewalListener.NO_OP);
    }

    private AccessTokenCache(
            ConcurrentMap<TokenKey, CompletableFuture<AccessToken>> tokens,
            Clock clock,
            TokenRenewalListener listener) {
        this.tokens = tokens;
        this.clock = clock;
        this.listener = listener;
    }

    /** Returns a cache with the same tokens that reports the renewals of its callers to a listener. */
    public AccessTokenCache withListener(TokenRenewalListener listener) {
        return new AccessTokenCache(tokens, clock, listener);
    }

    /**
     * Key of a cached token. It contains the secret as a hash: a changed secret leads to a new token, and no copy of
     * the secret stays in memory.
     */
    private record TokenKey(URI baseUrl, String clientId, ByteBuffer secretHash) {
        static TokenKey of(OneLoginAccount account) {
            return new TokenKey(account.baseUrl(), account.clientId(), sha256(account.clientSecret()));
        }
    }

    /**
     * Returns a token that does not expire soon: the cached one, or else a new one.
     *
     * @throws OneLoginException if no token can be fetched
     */
    AccessToken get(OneLoginAccount account, Transport transport) {
        var key = TokenKey.of(account);
        while (true) {
            var cached = tokens.get(key);
            if (cached != null && cached.isDone() && !isUnusable(cached)) {
                // Without the lock of the map, for which all logins would wait.
                return cached.join();
            }
            var ownFetch = new CompletableFuture<AccessToken>();
            var shared = tokens.compute(key, (k, known) -> known == null || isUnusable(known) ? ownFetch : known);
            if (shared == ownFetch) {
                fetch(account, transport, ownFetch);
            }
            try {
                return shared.isDone() ? shared.join() : transport.await(OPERATION, shared);
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof OneLoginException cause)) {
                    throw e;
                }
                if (shared == ownFetch || !cause.isOwnLimit()) {
                    throw cause;
                }
            }
        }
    }

    /** Drops a token that OneLogin rejected, unless a newer token has replaced it. */
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
            // Waiting threads must never wait for a fetch that has ended.
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
            // Not certainly an outage, so the bypass for outages must not apply.
            throw new OneLoginException.InvalidResponse(ApiErrors.describe(OPERATION, response)
                    + " (OneLogin also answers with 500 if the user who created the API credential was deleted)");
        }
        if (response.status() != 200) {
            throw ApiErrors.toException(OPERATION, response);
        }
        return read(response);
    }

    private AccessToken read(TransportResponse response) {
        var body = ApiJson.parse(response.body()).flatMap(ApiJson::object).map(AccessTokenCache::unwrap);
        var value = body.flatMap(token -> ApiJson.text(token, "access_token"))
                .filter(token -> token.matches("[\\x21-\\x7e]{1,4096}"))
                .orElseThrow(() -> ApiErrors.invalidResponse(OPERATION, response, "an access token"));
        var lifetime = body.flatMap(token -> ApiJson.text(token, "expires_in"))
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElseThrow(() -> ApiErrors.invalidResponse(OPERATION, response, "an access token's lifetime"));
        var createdAt =
                body.flatMap(token -> ApiJson.text(token, "created_at")).flatMap(AccessTokenCache::parseInstant);
        return new AccessToken(value, staleFrom(createdAt, lifetime));
    }

    /** Returns the fields of the token, which OneLogin also wraps: {@code {"status":{...},"data":[{...}]}}. */
    private static JsonNode unwrap(JsonNode body) {
        return Optional.ofNullable(body.get("data")).flatMap(ApiJson::object).orElse(body);
    }

    private static Optional<Instant> parseInstant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the time from which a new token should be fetched. OneLogin issues the same token until that token
     * expires, so a fetched token may be hours old. Near its end OneLogin has no newer token: a fetch before each call
     * would double the number of calls.
     *
     * @param createdAt the time at which OneLogin created the token, if the response has it; otherwise now
     */
    private Instant staleFrom(Optional<Instant> createdAt, Duration lifetime) {
        var now = clock.instant();
        var expiresAt =
                createdAt.filter(created -> created.isBefore(now)).orElse(now).plus(lifetime);
        var tenth = lifetime.dividedBy(10);
        var margin = tenth.compareTo(MAX_MARGIN) < 0 ? tenth : MAX_MARGIN;
        var remaining = Duration.between(now, expiresAt);
        var minimumUse = remaining.isNegative() ? EXPIRED_TOKEN_USE : remaining.dividedBy(2);
        var renewalTime = expiresAt.minus(margin);
        return renewalTime.isBefore(now.plus(minimumUse)) ? now.plus(minimumUse) : renewalTime;
    }

    private static ByteBuffer sha256(String secret) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
