package dev.mfabridge.onelogin.fuzz;

import dev.mfabridge.onelogin.Fake;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.credential.CredentialModel;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.MacSecretSignatureProvider;
import org.keycloak.crypto.MacSignatureSignerContext;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.DefaultTokenManager;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/** Session of Keycloak with the real check of signatures, for a text in a cookie and in an attribute of the user. */
public final class FuzzedSession {
    public static final String REALM = "realm";
    public static final String USER = "user";
    public static final String CREDENTIAL = "credential";
    /** Text that stands for the user's password in a token. */
    public static final String PASSWORD = "password 1";
    /** Algorithm of the tokens that only Keycloak reads. */
    public static final String INTERNAL = "HS512";
    /** Algorithm of the tokens of an application. */
    public static final String APPLICATION = "HS256";

    private static final Map<String, KeyWrapper> KEYS =
            Map.of(INTERNAL, key(INTERNAL, "HmacSHA512"), APPLICATION, key(APPLICATION, "HmacSHA256"));

    private final RealmModel realm =
            Fake.of(RealmModel.class, Map.of("getId", call -> REALM, "getName", call -> REALM));
    private final UserModel user =
            Fake.of(UserModel.class, Map.of("getId", call -> USER, "credentialManager", call -> credentials()));
    private final KeycloakSession session;
    private String cookieName = "";
    private String cookie = "";
    private final MultivaluedHashMap<String, String> attributes = new MultivaluedHashMap<>();

    /** Creates a session without cookies and attributes. */
    public FuzzedSession() {
        session = Fake.of(
                KeycloakSession.class,
                Map.of(
                        "tokens", call -> tokens(),
                        "keys", call -> keys(),
                        "users", call -> Fake.of(UserProvider.class, Map.of()),
                        "getContext", call -> context(),
                        "getProvider", call -> provider(call)));
    }

    /** Returns the session. */
    public KeycloakSession session() {
        return session;
    }

    public RealmModel realm() {
        return realm;
    }

    public UserModel user() {
        return user;
    }

    /** Returns the same user from a cache of users, which doesn't learn of changes. */
    public CachedUserModel cachedUser() {
        var cachedWith = new ConcurrentHashMap<Object, Object>();
        return Fake.of(CachedUserModel.class, Map.of("getId", call -> USER, "getCachedWith", call -> cachedWith));
    }

    /** Sets the only cookie of the request. */
    public void setCookie(String name, String value) {
        cookieName = name;
        cookie = value;
    }

    /** Returns the attributes of the user in Keycloak's federated storage. */
    public Map<String, List<String>> attributes() {
        return attributes;
    }

    /** Sets the only attribute of the user in Keycloak's federated storage. */
    public void setAttribute(String name, String value) {
        attributes.clear();
        attributes.add(name, value);
    }

    /** Signs a text with a key of the realm. */
    public static String sign(String content, String algorithm) {
        var key = KEYS.get(algorithm);
        return new JWSBuilder()
                .type("JWT")
                .content(content.getBytes(StandardCharsets.UTF_8))
                .sign(new MacSignatureSignerContext(key));
    }

    private DefaultTokenManager tokens() {
        return new DefaultTokenManager(session);
    }

    private static KeyManager keys() {
        return Fake.of(
                KeyManager.class,
                Map.of("getKey", call -> find(call[1], call[3]), "getActiveKey", call -> KEYS.get(call[2])));
    }

    private static KeyWrapper find(Object id, Object algorithm) {
        var key = KEYS.get(algorithm);
        return key != null && key.getKid().equals(id) ? key : null;
    }

    private static KeyWrapper key(String algorithm, String name) {
        var key = new KeyWrapper();
        key.setKid("key " + algorithm);
        key.setAlgorithm(algorithm);
        key.setUse(KeyUse.SIG);
        key.setType("OCT");
        key.setSecretKey(new SecretKeySpec(
                ("secret of the realm for " + algorithm).repeat(3).getBytes(StandardCharsets.UTF_8), name));
        return key;
    }

    private KeycloakContext context() {
        var cookies =
                Map.of(cookieName, new Cookie.Builder(cookieName).value(cookie).build());
        var headers = Fake.of(HttpHeaders.class, Map.of("getCookies", call -> cookies));
        return Fake.of(KeycloakContext.class, Map.of("getRequestHeaders", call -> headers, "getRealm", call -> realm));
    }

    private Object provider(Object[] call) {
        if (call[0] == SignatureProvider.class) {
            return KEYS.containsKey(call[1]) ? new MacSecretSignatureProvider(session, (String) call[1]) : null;
        }
        return call[0] == UserFederatedStorageProvider.class ? storage() : null;
    }

    @SuppressWarnings("unchecked")
    private UserFederatedStorageProvider storage() {
        return Fake.of(
                UserFederatedStorageProvider.class,
                Map.of(
                        "getAttributes", call -> new MultivaluedHashMap<>(attributes),
                        "removeAttribute", call -> attributes.remove(call[2]),
                        "setAttribute", call -> attributes.put((String) call[2], (List<String>) call[3])));
    }

    private static SubjectCredentialManager credentials() {
        return Fake.of(SubjectCredentialManager.class, Map.of("getStoredCredentialsByTypeStream", call -> {
            var stored = new CredentialModel();
            stored.setId(call[0].equals("password") ? "password" : CREDENTIAL);
            stored.setCreatedDate(1L);
            return Stream.of(stored);
        }));
    }
}
