package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.keycloak.logging.SeenMessages;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/**
 * Signed values about a user, whose names share a prefix. They lie in what Keycloak's database keeps beside users of
 * federations, which it does for any user: no profile, console or read-only directory has to do with it, and it goes when
 * the user goes.
 *
 * @param <T> the kind of token that a value is
 * @param <V> what a token says
 */
final class SignedAttributes<T extends InternalToken, V> {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final SeenMessages UNREADABLE = new SeenMessages(1_000);

    private final UserFederatedStorageProvider storage;
    private final InternalTokens tokens;
    private final RealmModel realm;
    private final UserModel user;
    private final TokenKind<T, V> kind;

    /**
     * A kind of signed values.
     *
     * @param prefix what the attributes' names begin with
     * @param type the type that tokens of this kind have
     * @param read what a token says; may throw for a token that lacks something
     */
    record TokenKind<T extends InternalToken, V>(String prefix, Class<T> token, String type, Function<T, V> read) {}

    SignedAttributes(KeycloakSession session, RealmModel realm, UserModel user, TokenKind<T, V> kind) {
        storage = UserStorageUtil.userFederatedStorage(session);
        tokens = new InternalTokens(session, realm, user);
        this.realm = realm;
        this.user = user;
        this.kind = kind;
    }

    /** Returns all that this extension wrote; a value that can't be read is as good as not there, and is logged. */
    Stream<V> read() {
        return storage.getAttributes(realm, user.getId()).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind.prefix()))
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(text -> read(text).stream());
    }

    void write(Object name, T token) {
        storage.setSingleAttribute(realm, user.getId(), kind.prefix() + name, tokens.sign(token, kind.type()));
    }

    void remove(Object name) {
        storage.removeAttribute(realm, user.getId(), kind.prefix() + name);
    }

    private Optional<V> read(String text) {
        var value = tokens.read(text, kind.token(), kind.type()).flatMap(this::value);
        if (value.isEmpty() && UNREADABLE.add(kind.prefix() + user.getId() + " " + text.hashCode())) {
            LOG.warnf(
                    "OneLogin MFA, realm %s, user %s: a value %s* is ignored: the realm has no key for its signature, or the"
                            + " value can't be read. The next login writes the records of devices again. If a device was pending"
                            + " removal, remove the device in OneLogin.",
                    realm.getName(), user.getId(), kind.prefix());
        }
        return value;
    }

    /** A value of another version of this extension may lack a field. */
    private Optional<V> value(T token) {
        try {
            return Optional.of(kind.read().apply(token));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
