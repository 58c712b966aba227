package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Caller of the simulated API, which knows OneLogin's documents but not the simulator. */
final class ApiCaller {
    static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString("onelogin-demo-client:onelogin-demo-secret".getBytes(StandardCharsets.UTF_8));
    static final String TOKEN_PATH = "/auth/oauth2/v2/token";
    static final String GRANT = "{\"grant_type\":\"client_credentials\"}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;

    ApiCaller(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    record CallerResponse(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            return SimulatorJson.parse(body);
        }

        String text(String pointer) {
            return json().at(pointer).asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    String token() {
        return exchange(json("POST", TOKEN_PATH, GRANT).header("Authorization", BASIC))
                .text("/access_token");
    }

    CallerResponse get(String path) {
        return exchange(request(path).header("Authorization", "bearer " + token()));
    }

    CallerResponse delete(String path) {
        return exchange(request(path).DELETE().header("Authorization", "bearer " + token()));
    }

    CallerResponse post(String path, String body) {
        return exchange(json("POST", path, body).header("Authorization", "bearer " + token()));
    }

    CallerResponse put(String path, String body) {
        return exchange(json("PUT", path, body).header("Authorization", "bearer " + token()));
    }

    HttpRequest.Builder json(String method, String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(20));
    }

    CallerResponse exchange(HttpRequest.Builder request) {
        try {
            return attempt(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CallerResponse attempt(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new CallerResponse(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
