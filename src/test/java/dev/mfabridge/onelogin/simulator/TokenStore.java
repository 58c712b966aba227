package dev.mfabridge.onelogin.simulator;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * API credentials of the account and the current access token. The account has any number of credentials with the same
 * secret, whose client ids begin with the first one's and a hyphen.
 */
final class TokenStore {
    static final Duration LIFETIME = Duration.ofHours(10);

    private static final Pattern BEARER = Pattern.compile("(?i)bearer(?:\\s+|:\\s*)(\\S+)\\s*");
    private static final Pattern CLIENT =
            Pattern.compile("(?i)client_id:\\s*([^,\\s]+)\\s*,\\s*client_secret:\\s*(\\S+)\\s*");
    private static final Pattern BASIC = Pattern.compile("(?i)basic\\s+(\\S+)\\s*");

    private final Pattern credentials;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private Optional<IssuedToken> current = Optional.empty();

    TokenStore(UsersFile file, Clock clock) {
        this.credentials =
                Pattern.compile(Pattern.quote(file.clientId()) + "(-\\w+)?:" + Pattern.quote(file.clientSecret()));
        this.clock = clock;
    }

    /**
     * Issued access token.
     *
     * @param refresh the refresh token, which OneLogin issues too; the simulator never accepts it
     */
    record IssuedToken(String value, String refresh, Instant createdAt) {
        boolean isValidAt(Instant now) {
            return now.isBefore(createdAt.plus(LIFETIME));
        }
    }

    /** Returns the current token, or a new token. The same credentials get the same token. */
    synchronized IssuedToken issue() {
        var now = clock.instant();
        var token = current.filter(known -> known.isValidAt(now)).orElseGet(() -> newToken(now));
        current = Optional.of(token);
        return token;
    }

    synchronized void revoke(String value) {
        current = current.filter(token -> !token.value().equals(value));
    }

    synchronized void revokeAll() {
        current = Optional.empty();
    }

    /** Returns whether the Authorization header contains the current token. */
    synchronized boolean acceptsBearer(String header) {
        var matcher = BEARER.matcher(header);
        return matcher.matches()
                && current.filter(token -> token.isValidAt(clock.instant()))
                        .filter(token -> token.value().equals(matcher.group(1)))
                        .isPresent();
    }

    /** Returns whether the Authorization header contains the account's API credentials, in either of the documented forms. */
    boolean acceptsClient(String header) {
        var own = CLIENT.matcher(header);
        if (own.matches()) {
            return isCredential(own.group(1) + ":" + own.group(2));
        }
        var basic = BASIC.matcher(header);
        return basic.matches() && isCredential(decoded(basic.group(1)));
    }

    private boolean isCredential(String text) {
        return credentials.matcher(text).matches();
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private IssuedToken newToken(Instant now) {
        return new IssuedToken(randomHex(), randomHex(), now.truncatedTo(ChronoUnit.MILLIS));
    }

    private String randomHex() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
