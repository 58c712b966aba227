package dev.mfabridge.onelogin.bench;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Browser of one user, which keeps cookies. The connections are those of all users. */
final class LoginBrowser {
    private final HttpClient http;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    LoginBrowser(HttpClient http) {
        this.http = http;
    }

    Document open(URI page) throws InterruptedException {
        return send(HttpRequest.newBuilder(page).GET());
    }

    /** Submits a form of the page; returns the same page if it has no such form. */
    Document submit(Document page, String form, Map<String, String> fields) throws InterruptedException {
        var element = page.selectFirst(form);
        if (element == null) {
            return page;
        }
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(element.attr("action")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private Document send(HttpRequest.Builder request) throws InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = http.send(request.timeout(Duration.ofSeconds(90)).build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return Jsoup.parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String header) {
        var pair = header.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }
}
