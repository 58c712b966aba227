package dev.mfabridge.onelogin.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Tokens that an application got for a login or for a refresh token.
 *
 * @param answer the response of the token endpoint
 */
record IssuedTokens(String answer) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return the claims of the ID token */
    JsonNode id() {
        return claims("id_token");
    }

    /** @return the claims of the access token */
    JsonNode access() {
        return claims("access_token");
    }

    String refreshToken() {
        return field("refresh_token");
    }

    /** @return the {@code amr} claim of the ID token, in alphabetical order */
    List<String> amr() {
        return StreamSupport.stream(id().path("amr").spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    /** @return the {@code acr} claim of the ID token */
    String acr() {
        return id().path("acr").asText();
    }

    private JsonNode claims(String token) {
        return read(new String(Base64.getUrlDecoder().decode(field(token).split("\\.")[1])));
    }

    private String field(String name) {
        var value = read(answer).path(name).asText();
        if (value.isEmpty()) {
            throw new AssertionError("No " + name + " in " + answer);
        }
        return value;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
