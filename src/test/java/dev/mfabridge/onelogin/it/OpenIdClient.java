package dev.mfabridge.onelogin.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** OpenID application, which sends users to the login and exchanges the code for tokens. */
record OpenIdClient(String serverUrl, String realm) {

    private static final ObjectMapper JSON = new ObjectMapper();

    URI login() {
        return login(Map.of());
    }

    /**
     * Returns the address of a login.
     *
     * @param parameters further parameters, such as {@code acr_values} or {@code prompt}
     */
    URI login(Map<String, String> parameters) {
        var query = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "scope", "openid",
                "state", "opened",
                "client_id", TestRealmBuilder.CLIENT,
                "redirect_uri", TestRealmBuilder.REDIRECT_URI));
        query.putAll(parameters);
        return URI.create(endpoint("auth")
                + query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", "")));
    }

    /** Returns true if the address is the application's redirect URI. */
    static boolean isRedirectUri(URI address) {
        return address.toString().startsWith(TestRealmBuilder.REDIRECT_URI);
    }

    /** Returns the claims of the access token for a code. */
    JsonNode claims(Browser browser, String code) {
        try {
            return JSON.readTree(
                    Base64.getUrlDecoder().decode(accessToken(browser, code).split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String accessToken(Browser browser, String code) {
        try {
            return JSON.readTree(tokens(browser, code).answer())
                    .path("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Requests a token with username and password.
     *
     * @param more further parameters of the request
     */
    TokenResponse requestToken(TestUser user, Map<String, String> more) {
        var form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "password",
                "client_id",
                TestRealmBuilder.CLIENT,
                "username",
                user.username(),
                "password",
                user.password()));
        form.putAll(more);
        var response = new Browser().post(URI.create(endpoint("token")), form);
        try {
            return new TokenResponse(response.status(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IssuedTokens tokens(Browser browser, String code) {
        return tokens(
                browser,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        TestRealmBuilder.REDIRECT_URI));
    }

    IssuedTokens refresh(Browser browser, IssuedTokens tokens) {
        return tokens(browser, Map.of("grant_type", "refresh_token", "refresh_token", tokens.refreshToken()));
    }

    private IssuedTokens tokens(Browser browser, Map<String, String> grant) {
        var form = new LinkedHashMap<>(grant);
        form.put("client_id", TestRealmBuilder.CLIENT);
        return new IssuedTokens(
                browser.post(URI.create(endpoint("token")), form).body());
    }

    private String endpoint(String name) {
        return serverUrl + "/realms/" + realm + "/protocol/openid-connect/" + name;
    }
}
