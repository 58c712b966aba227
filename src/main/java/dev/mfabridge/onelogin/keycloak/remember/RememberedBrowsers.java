package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.logging.LoggedTexts;
import dev.mfabridge.onelogin.keycloak.storage.FederatedAttributes;
import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import dev.mfabridge.onelogin.keycloak.token.NewerToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Remembered and known browsers of a user. Only the browsers have the cookies, so Keycloak stores the time up to which
 * all cookies are revoked. The time is in Keycloak's federated user storage, which accepts any user.
 */
public final class RememberedBrowsers {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final LoggedTexts UNREADABLE = new LoggedTexts(1_000);
    /** Name of the attribute in Keycloak's federated user storage. */
    public static final String ATTRIBUTE = "onelogin_mfa_forgotten";
    /** Seconds by which the clock of another node can be ahead. A later time is one of a wrong clock. */
    private static final long MAX_CLOCK_DIFFERENCE = 600;

    private final FederatedAttributes attributes;
    private final InternalTokens tokens;
    private final RealmModel realm;
    private final UserModel user;

    private RememberedBrowsers(
            FederatedAttributes attributes, KeycloakSession session, RealmModel realm, UserModel user) {
        this.attributes = attributes;
        tokens = new InternalTokens(session, realm, user);
        this.realm = realm;
        this.user = user;
    }

    /** Returns the browsers by what the transaction of this session sees. */
    public static RememberedBrowsers stored(KeycloakSession session, RealmModel realm, UserModel user) {
        return new RememberedBrowsers(FederatedAttributes.stored(session, realm, user), session, realm, user);
    }

    /** Returns the browsers by what the node's cache of users has, for what lets no user pass. */
    static RememberedBrowsers cached(KeycloakSession session, RealmModel realm, UserModel user) {
        return new RememberedBrowsers(FederatedAttributes.cached(session, realm, user), session, realm, user);
    }

    /** Revokes all cookies up to now, so that the factor is required again in each browser. Sessions continue. */
    public void revokeAll() {
        revokeUntil(Time.currentTime());
    }

    /**
     * Returns the time up to which cookies are revoked, in seconds since 1970; 0 if they never were. If the stored time
     * can't be read or is in the future, no cookie is valid: the time may be later than that of any cookie (S8). For example, the key that
     * signed it was removed, and an older key of the cookies is still there.
     */
    long revokedUntil() {
        var texts = attributes.of(ATTRIBUTE);
        return unreadable(texts)
                .map(this::logUnreadable)
                .orElseGet(() -> latest(texts).orElse(0L));
    }

    /**
     * Replaces a stored time that can't be read or is in the future, so that browsers can be remembered from now on. All cookies before now
     * stay revoked.
     */
    void repair() {
        // The node's cache can lag behind, and a revocation that another request has just committed must stay (S8).
        if (unreadable(attributes.of(ATTRIBUTE)).isPresent()
                && unreadable(attributes.now(ATTRIBUTE)).isPresent()) {
            // Cookies have a resolution of one second, and that of the current request must be valid.
            revokeUntil(Time.currentTime() - 1L);
        }
    }

    /** Stores a time in place of an earlier one. The value of a newer version of this extension stays for that version. */
    private void revokeUntil(long time) {
        var values = attributes.now(ATTRIBUTE).stream()
                .filter(text -> text != null && newer(text).isPresent())
                .collect(Collectors.toCollection(ArrayList::new));
        values.add(tokens.sign(new RememberedBrowsersRevokedToken(), RememberedBrowsersRevokedToken.FORMAT, time));
        attributes.set(ATTRIBUTE, values);
    }

    /** Returns the latest of these times that this version can read. */
    private Optional<Long> latest(List<String> texts) {
        return texts.stream().flatMap(text -> read(text).stream()).max(Comparator.naturalOrder());
    }

    /** Returns one of these values that can't be read and that no readable time follows, or empty if there is none. */
    private Optional<String> unreadable(List<String> texts) {
        var readable = latest(texts);
        return texts.stream()
                .map(text -> Objects.requireNonNullElse(text, ""))
                .filter(text -> isOpen(text, readable))
                .findAny();
    }

    /** Returns whether a value can't be read, and no readable time follows it. */
    private boolean isOpen(String text, Optional<Long> readable) {
        var newer = Optional.ofNullable(text).flatMap(this::newer).map(NewerToken::getIat);
        return read(text).isEmpty()
                && newer.filter(time -> readable.filter(later -> later >= time).isPresent())
                        .isEmpty();
    }

    private Optional<NewerToken> newer(String text) {
        return tokens.newer(text, RememberedBrowsersRevokedToken.FORMAT).filter(tokens::isAboutUser);
    }

    private long logUnreadable(String text) {
        if (UNREADABLE.add(user.getId() + " " + Objects.hashCode(text))) {
            LOG.warnf(
                    "OneLogin MFA, realm %s, user %s: no browser of the user is remembered: the value %s can't be read or is"
                            + " in the future, or the realm has no key for its signature. The user's next proof in a browser replaces the value."
                            + " To replace it now, revoke the user's remembered browsers.",
                    realm.getName(), user.getId(), ATTRIBUTE);
        }
        return Long.MAX_VALUE;
    }

    private Optional<Long> read(String text) {
        return Optional.ofNullable(text)
                .flatMap(signed -> tokens.read(
                        signed, RememberedBrowsersRevokedToken.class, RememberedBrowsersRevokedToken.FORMAT))
                .map(RememberedBrowsersRevokedToken::getIat)
                .filter(time -> time <= Time.currentTime() + MAX_CLOCK_DIFFERENCE);
    }
}
