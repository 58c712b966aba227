package dev.mfabridge.onelogin.it;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentExportRepresentation;

/**
 * RSA key that the realms of a run share, since the generation of a key takes longer than the rest of a realm.
 *
 * @param privateKey the key in PKCS 8 and Base64
 */
record SigningKey(String privateKey) {

    static SigningKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    /** Returns the components for {@code org.keycloak.keys.KeyProvider}: this key, and secrets that are fast to generate. */
    List<ComponentExportRepresentation> components() {
        return List.of(
                component("rsa", Map.of("privateKey", privateKey, "algorithm", "RS256")),
                component("hmac-generated", Map.of("algorithm", "HS512")),
                component("aes-generated", Map.of()));
    }

    private static ComponentExportRepresentation component(String provider, Map<String, String> settings) {
        var config = new MultivaluedHashMap<String, String>();
        config.putSingle("priority", "100");
        settings.forEach(config::putSingle);
        var component = new ComponentExportRepresentation();
        component.setName(provider);
        component.setProviderId(provider);
        component.setConfig(config);
        return component;
    }
}
