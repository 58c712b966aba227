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
 * SAML application, which sends users to the login and reads the response.
 *
 * @param entityId the client id in Keycloak
 */
record SamlClient(String entityId) {

    /** Address without a server, since a login ends with the form for it. */
    private static final String CONSUMER = "http://saml.invalid/acs";

    private static final String REQUEST = """
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_%s" Version="2.0"
                IssueInstant="%s" AssertionConsumerServiceURL="%s">
              <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer>
            </samlp:AuthnRequest>
            """;

    /** Returns the client as an administrator registers it. */
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

    /**
     * Returns the address of a login.
     *
     * @param realm the realm's address
     */
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

    /** Returns the XML of the response on the page. */
    String response(Page page) {
        var response = page.element("[name=SAMLResponse]").attr("value");
        return new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
    }
}
