package dev.mfabridge.onelogin.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Key of a realm for internal tokens, with which a test signs values as a version of this extension does. */
final class KnownKey {
    private static final byte[] KEY = "0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII);

    private final String realmId = UUID.randomUUID().toString();

    /** Gives a realm this key, and the id that signed values name. */
    void addTo(RealmRepresentation realm) {
        realm.setId(realmId);
        realm.getComponents().get("org.keycloak.keys.KeyProvider").stream()
                .filter(component -> component.getProviderId().equals("hmac-generated"))
                .forEach(component -> {
                    component.getConfig().putSingle("kid", "known");
                    component.getConfig().putSingle("secret", base64(KEY));
                });
    }

    /** Returns a signed value that names the user and has these claims. */
    String signed(TestUser user, String type, Map<String, Object> more) {
        var header = base64("{\"alg\":\"HS512\",\"typ\":\"JWT\",\"kid\":\"known\"}".getBytes(StandardCharsets.UTF_8));
        var fields =
                new HashMap<String, Object>(Map.of("typ", "onelogin-mfa-" + type, "iss", realmId, "sub", user.id()));
        fields.putAll(more);
        var claims = base64(new ObjectMapper().valueToTree(fields).toString().getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(KEY, "HmacSHA512"));
            return header + "." + claims + "."
                    + base64(mac.doFinal((header + "." + claims).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC", e);
        }
    }

    /** Returns a user as a realm file has it, with a password. */
    static UserRepresentation representationOf(TestUser user) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(user.password());
        var representation = new UserRepresentation();
        representation.setId(user.id());
        representation.setUsername(user.username());
        representation.setEmail(user.email());
        representation.setEmailVerified(true);
        representation.setFirstName(user.username());
        representation.setLastName("Example");
        representation.setEnabled(true);
        representation.setCredentials(List.of(password));
        return representation;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
