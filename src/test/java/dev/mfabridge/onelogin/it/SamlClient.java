package dev.mfabridge.onelogin.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * An application that speaks SAML: sends people to the login and reads the response that they come back with.
 *
 * @param entityId what Keycloak calls it
 */
record SamlClient(String entityId) {

    /** Nothing listens there: a person's way ends with the form that would be sent to it. */
    private static final String CONSUMER = "http://saml.invalid/acs";

    private static final String REQUEST = """
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_%s" Version="2.0"
                IssueInstant="%s" AssertionConsumerServiceURL="%s">
              <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer>
            </samlp:AuthnRequest>
            """;

    /** It as an administrator registers it. */
    ClientRepresentation registered() {
        var client = new ClientRepresentation();
        client.setClientId(entityId);
        client.setProtocol("saml");
        client.setRedirectUris(List.of(CONSUMER));
        client.setAttributes(Map.of(
                "saml.client.signature", "false",
                "saml.force.post.binding", "true",
                "saml_assertion_consumer_url_post", CONSUMER));
        return client;
    }

    /** @param realm the realm's address */
    URI login(String realm) {
        var request = REQUEST.formatted(UUID.randomUUID(), Instant.now(), CONSUMER, entityId);
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            deflater.write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var parameter = Base64.getEncoder().encodeToString(bytes.toByteArray());
        return URI.create(realm + "/protocol/saml?SAMLRequest=" + URLEncoder.encode(parameter, StandardCharsets.UTF_8));
    }

    /** @return the response's XML */
    String response(Page page) {
        var response = page.element("[name=SAMLResponse]").attr("value");
        return new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
    }
}
