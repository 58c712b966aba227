package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.logging.LoggedTexts;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import java.util.Objects;
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
 * Signed values about a user, whose names share a prefix. Keycloak's federated user storage keeps them, which accepts
 * any user. So no user profile, console or read-only directory interferes, and the values are deleted with the user.
 *
 * @param <T> the class of the tokens
 * @param <V> the content of a token
 */
final class SignedAttributes<T extends InternalToken, V> {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final LoggedTexts UNREADABLE = new LoggedTexts(1_000);

    private final UserFederatedStorageProvider storage;
    private final InternalTokens tokens;
    private final RealmModel realm;
    private final UserModel user;
    private final TokenKind<T, V> kind;

    /**
     * Kind of signed values.
     *
     * @param prefix the prefix of the attributes' names
     * @param token the class of the tokens
     * @param type the type claim of the tokens
     * @param read returns the content of a token; may throw if the token lacks a field
     * @param name returns the device that the content is about, which names the attribute
     */
    record TokenKind<T extends InternalToken, V>(
            String prefix, Class<T> token, String type, Function<T, V> read, Function<V, OneLoginId> name) {}

    SignedAttributes(KeycloakSession session, RealmModel realm, UserModel user, TokenKind<T, V> kind) {
        storage = UserStorageUtil.userFederatedStorage(session);
        tokens = new InternalTokens(session, realm, user);
        this.realm = realm;
        this.user = user;
        this.kind = kind;
    }

    /**
     * Returns the content of all values that this extension signed. A value that can't be read is logged and otherwise
     * ignored. It stays stored for a version that can read it, until a value about the same device replaces it.
     */
    Stream<V> read() {
        return storage.getAttributes(realm, user.getId()).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind.prefix()))
                .flatMap(entry -> entry.getValue().stream()
                        .filter(Objects::nonNull)
                        .flatMap(text -> read(entry.getKey(), text).stream()));
    }

    /** Signs and stores a value, in place of an earlier one of the same name. */
    void write(OneLoginId name, T token) {
        storage.setSingleAttribute(realm, user.getId(), attribute(name), tokens.sign(token, kind.type()));
    }

    /** Removes the value of that name. */
    void remove(OneLoginId name) {
        storage.removeAttribute(realm, user.getId(), attribute(name));
    }

    private String attribute(OneLoginId name) {
        return kind.prefix() + name;
    }

    private Optional<V> read(String attribute, String text) {
        var value = tokens.read(text, kind.token(), kind.type())
                .flatMap(this::value)
                .filter(content -> attribute(kind.name().apply(content)).equals(attribute));
        if (value.isEmpty() && UNREADABLE.add(kind.prefix() + user.getId() + " " + text.hashCode())) {
            LOG.warnf(
                    "OneLogin MFA, realm %s, user %s: a value %s* is ignored: the realm has no key for its signature, or the"
                            + " value can't be read. The next login writes the records of devices again. If a device was pending"
                            + " removal, remove the device in OneLogin.",
                    realm.getName(), user.getId(), kind.prefix());
        }
        return value;
    }

    /** Returns the content of a token, or empty if a field is missing, as a token of another version may lack one. */
    private Optional<V> value(T token) {
        try {
            return Optional.of(kind.read().apply(token));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
