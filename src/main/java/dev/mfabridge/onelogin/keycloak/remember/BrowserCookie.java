package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import dev.mfabridge.onelogin.keycloak.token.SignedFormat;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.RealmsResource;

/**
 * Cookie of this browser with one signed token for each user, since several users can share a browser. No user's token
 * affects that of another user, until the cookie is full: then the oldest token goes. The bounds keep all cookies of a
 * realm below the 8 KB that proxies accept as a header.
 *
 * @param <T> the class of the tokens
 */
final class BrowserCookie<T extends BrowserToken> {
    private static final int MAX_USERS = 4;
    private static final int MAX_LENGTH = 2_800;

    /** Separator of the tokens: it is in no token, and needs no quotes in a cookie. */
    private static final String SEPARATOR = "~";

    private static final Duration MAX_AGE = Duration.ofDays(366);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final InternalTokens tokens;
    private final CookieKind<T> kind;

    /**
     * Kind of cookie.
     *
     * @param name the name of the cookie
     * @param format the format of its tokens
     */
    record CookieKind<T extends BrowserToken>(String name, Class<T> token, SignedFormat format) {}

    /**
     * Token as the cookie contains it.
     *
     * @param claims the claims that every token has
     * @param token the content, or empty if a newer version of this extension wrote the token
     */
    private record Entry<T>(String text, InternalToken claims, Optional<T> token) {}

    BrowserCookie(KeycloakSession session, RealmModel realm, UserModel user, CookieKind<T> kind) {
        this.session = session;
        this.realm = realm;
        this.tokens = new InternalTokens(session, realm, user);
        this.kind = kind;
    }

    /** Returns the user's token, or empty if the cookie has none that this realm signed. */
    Optional<T> token() {
        return entries().stream()
                .flatMap(entry -> entry.token().stream())
                .filter(tokens::isAboutUser)
                .reduce((earlier, later) -> later);
    }

    /** Signs the user's token and adds it, in place of an earlier one. */
    void put(T token, Duration lifetime) {
        token.exp((long) Time.currentTime() + lifetime.toSeconds());
        var entries = new ArrayList<>(entriesOfOthers());
        entries.add(new Entry<>(tokens.sign(token, kind.format()), token, Optional.of(token)));
        write(entries);
    }

    /** Removes the user's token, if there is one of any version. The tokens of other users stay. */
    void remove() {
        if (entries().stream().anyMatch(entry -> tokens.isAboutUser(entry.claims()))) {
            write(entriesOfOthers());
        }
    }

    private List<Entry<T>> entriesOfOthers() {
        return entries().stream()
                .filter(entry -> !tokens.isAboutUser(entry.claims()))
                .filter(entry ->
                        entry.claims().getExp() != null && entry.claims().getExp() > Time.currentTime())
                .toList();
    }

    /**
     * Returns the tokens that this realm signed, the oldest one first. A text that is no such token is skipped. A request has one
     * cookie of each kind, so its signatures are checked once.
     */
    @SuppressWarnings("unchecked")
    private List<Entry<T>> entries() {
        var read = (List<Entry<T>>) session.getAttribute(key());
        if (read == null) {
            read = read();
            session.setAttribute(key(), read);
        }
        return read;
    }

    private List<Entry<T>> read() {
        var texts = Arrays.asList(value().split(SEPARATOR));
        return texts.subList(Math.max(0, texts.size() - MAX_USERS), texts.size()).stream()
                .filter(text -> !text.isEmpty())
                .flatMap(text -> entry(text).stream())
                .toList();
    }

    private String key() {
        return BrowserCookie.class.getName() + "." + realm.getId() + "." + kind.name();
    }

    private Optional<Entry<T>> entry(String text) {
        return tokens.readOfAnyUser(text, kind.token(), kind.format())
                .map(token -> new Entry<>(text, token, Optional.of(token)))
                .or(() -> tokens.newer(text, kind.format()).map(newer -> new Entry<>(text, newer, Optional.empty())));
    }

    private String value() {
        return Optional.ofNullable(
                        session.getContext().getRequestHeaders().getCookies().get(kind.name()))
                .map(cookie -> cookie.getValue())
                .orElse("");
    }

    /** Writes the cookie. A request has one proof at most, so it writes each cookie at most once. */
    private void write(List<Entry<T>> entries) {
        var kept = entries;
        while (kept.size() > 1 && (kept.size() > MAX_USERS || join(kept).length() > MAX_LENGTH)) {
            kept = kept.subList(1, kept.size());
        }
        session.getContext().getHttpResponse().setCookieIfAbsent(cookie(join(kept), secondsLeft(kept)));
    }

    private String join(List<Entry<T>> entries) {
        return entries.stream().map(Entry::text).collect(Collectors.joining(SEPARATOR));
    }

    /** Returns the time until the last token expires. */
    private int secondsLeft(List<Entry<T>> entries) {
        var now = Time.currentTime();
        var last = entries.stream().mapToLong(entry -> entry.claims().getExp()).max();
        return (int) Math.min(MAX_AGE.toSeconds(), last.orElse(now) - now);
    }

    /**
     * Returns the cookie. It is always {@code Secure}: behind a proxy, Keycloak may see HTTP although the browser uses
     * HTTPS, and an unencrypted connection must not carry it.
     */
    private NewCookie cookie(String value, int seconds) {
        var path = RealmsResource.realmBaseUrl(session.getContext().getUri())
                .path("/")
                .build(realm.getName())
                .getRawPath();
        return new NewCookie.Builder(kind.name())
                .value(value)
                .path(path)
                .maxAge(seconds)
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
