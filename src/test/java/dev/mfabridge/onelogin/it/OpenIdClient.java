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

/** The application that a person wants to use: sends them to the login and gets the tokens for what comes back. */
record OpenIdClient(String serverUrl, String realm) {

    private static final ObjectMapper JSON = new ObjectMapper();

    URI login() {
        return URI.create(endpoint("auth")
                + "?response_type=code&scope=openid&state=opened&client_id=" + RealmPlan.CLIENT
                + "&redirect_uri=" + URLEncoder.encode(RealmPlan.REDIRECT_URI, StandardCharsets.UTF_8));
    }

    static boolean isWhereItEnds(URI place) {
        return place.toString().startsWith(RealmPlan.REDIRECT_URI);
    }

    /** What the access token says, for the code of a sign-in. */
    JsonNode claims(Browser browser, String code) {
        try {
            return JSON.readTree(
                    Base64.getUrlDecoder().decode(accessToken(browser, code).split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String accessToken(Browser browser, String code) {
        var answer = browser.post(
                URI.create(endpoint("token")),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "client_id",
                        RealmPlan.CLIENT,
                        "redirect_uri",
                        RealmPlan.REDIRECT_URI));
        try {
            return JSON.readTree(answer.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a token with user name and password. @param more what the request says besides */
    TokenAnswer asksWithPassword(Account account, Map<String, String> more) {
        var form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "password",
                "client_id",
                RealmPlan.CLIENT,
                "username",
                account.username(),
                "password",
                account.password()));
        form.putAll(more);
        var answer = new Browser().post(URI.create(endpoint("token")), form);
        try {
            return new TokenAnswer(answer.status(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String endpoint(String name) {
        return serverUrl + "/realms/" + realm + "/protocol/openid-connect/" + name;
    }
}
