package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.secrets.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Browser without scripts, which has its own cookies and follows redirects within the server. */
final class Browser {

    private static final int MAX_REDIRECTS = 10;

    private final LocalCookies cookies = new LocalCookies();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private HttpRequest last;

    LocalCookies cookies() {
        return cookies;
    }

    Page get(URI address) {
        return follow(HttpRequest.newBuilder(address).GET());
    }

    Page post(URI address, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return post(address, "application/x-www-form-urlencoded", body);
    }

    /** Posts any body, also one that no form sends. */
    Page post(URI address, String contentType, String body) {
        return follow(HttpRequest.newBuilder(address)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Sends the last request again. */
    Page repeat() {
        return follow(HttpRequest.newBuilder(last, (name, value) -> true));
    }

    private Page follow(HttpRequest.Builder request) {
        var next = request;
        for (var i = 0; i < MAX_REDIRECTS; i++) {
            var page = send(next);
            if (page.redirect().isEmpty()) {
                return page;
            }
            var target = page.redirect().get();
            if (OpenIdClient.isRedirectUri(target)) {
                return new Page(target, page.status(), page.redirect(), "");
            }
            next = HttpRequest.newBuilder(target).GET();
        }
        throw new IllegalStateException("More than " + MAX_REDIRECTS + " redirects");
    }

    private Page send(HttpRequest.Builder builder) {
        var request = builder.timeout(Duration.ofSeconds(60)).build();
        last = request;
        try {
            var response = http.send(request, BodyHandlers.ofString());
            RunRecord.received(request.uri().toString(), response.body());
            response.headers()
                    .allValues("Location")
                    .forEach(target -> RunRecord.received("a redirect of " + request.uri(), target));
            var redirect = response.statusCode() / 100 == 3
                    ? response.headers().firstValue("Location").map(request.uri()::resolve)
                    : Optional.<URI>empty();
            return new Page(request.uri(), response.statusCode(), redirect, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
