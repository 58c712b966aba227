package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.logging.LoggedTexts;
import dev.mfabridge.onelogin.keycloak.storage.FederatedAttributes;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import dev.mfabridge.onelogin.keycloak.token.SignedFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Signed values about a user, whose names share a prefix, in {@link FederatedAttributes}.
 *
 * @param <T> the class of the tokens
 * @param <V> the content of a token
 */
final class SignedAttributes<T extends InternalToken, V> {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final LoggedTexts UNREADABLE = new LoggedTexts(1_000);

    private final FederatedAttributes attributes;
    private final InternalTokens tokens;
    private final RealmModel realm;
    private final UserModel user;
    private final TokenKind<T, V> kind;

    /**
     * Kind of signed values.
     *
     * @param prefix the prefix of the attributes' names
     * @param token the class of the tokens
     * @param format the format of the tokens
     * @param read returns the content of a token; may throw if the token lacks a field
     * @param name returns the device that the content is about, which names the attribute
     */
    record TokenKind<T extends InternalToken, V>(
            String prefix, Class<T> token, SignedFormat format, Function<T, V> read, Function<V, OneLoginId> name) {}

    /** Content of a token, with its time of issue in seconds since 1970. */
    private record SignedValue<V>(V content, long issuedAt) {}

    /**
     * Creates a view of one kind of values.
     *
     * @param attributes the attributes of this user
     */
    SignedAttributes(
            FederatedAttributes attributes,
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            TokenKind<T, V> kind) {
        this.attributes = attributes;
        tokens = new InternalTokens(session, realm, user);
        this.realm = realm;
        this.user = user;
        this.kind = kind;
    }

    /**
     * Returns the content of all values that this extension signed. A value that can't be read is logged and otherwise
     * ignored. A value of a newer version of this extension stays for that version, beside the values of this version.
     */
    Stream<V> read() {
        return attributes.all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind.prefix()))
                .flatMap(entry -> read(entry.getKey(), entry.getValue()).stream());
    }

    /** Returns the content of the value that was issued last, since an older version writes beside a newer one. */
    private Optional<V> read(String attribute, List<String> texts) {
        return texts.stream()
                .filter(Objects::nonNull)
                .flatMap(text -> read(attribute, text).stream())
                .max(Comparator.comparing(SignedValue::issuedAt))
                .map(SignedValue::content);
    }

    /** Signs and stores a value, in place of an earlier one of the same name. A value of a newer version stays. */
    void write(OneLoginId name, T token) {
        var values = newer(name);
        values.add(tokens.sign(token, kind.format()));
        attributes.set(attribute(name), values);
    }

    /** Removes the value of that name. A value of a newer version stays. */
    void remove(OneLoginId name) {
        attributes.set(attribute(name), newer(name));
    }

    /** Returns the values of that name that a newer version of this extension has written. */
    private List<String> newer(OneLoginId name) {
        return attributes.now(attribute(name)).stream()
                .filter(Objects::nonNull)
                .filter(this::isNewer)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private boolean isNewer(String text) {
        return tokens.newer(text, kind.format()).filter(tokens::isAboutUser).isPresent();
    }

    private String attribute(OneLoginId name) {
        return kind.prefix() + name;
    }

    private Optional<SignedValue<V>> read(String attribute, String text) {
        var value = tokens.read(text, kind.token(), kind.format())
                .flatMap(this::value)
                .filter(found -> attribute(kind.name().apply(found.content())).equals(attribute));
        if (value.isEmpty() && UNREADABLE.add(kind.prefix() + user.getId() + " " + text.hashCode())) {
            logUnreadable(text);
        }
        return value;
    }

    private void logUnreadable(String text) {
        if (isNewer(text)) {
            LOG.warnf(
                    "OneLogin MFA, realm %s, user %s: a value %s* is ignored and stays: a newer version of the extension wrote"
                            + " it. Update the extension on this node.",
                    realm.getName(), user.getId(), kind.prefix());
            return;
        }
        LOG.warnf(
                "OneLogin MFA, realm %s, user %s: a value %s* is ignored: the realm has no key for its signature, or the"
                        + " value can't be read. The next login writes the records of devices again. If a device was pending"
                        + " removal, remove the device in OneLogin.",
                realm.getName(), user.getId(), kind.prefix());
    }

    /** Returns the content of a token, or empty if a field is missing, as a token of another version may lack one. */
    private Optional<SignedValue<V>> value(T token) {
        try {
            return Optional.of(
                    new SignedValue<>(kind.read().apply(token), token.getIat() == null ? 0 : token.getIat()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
