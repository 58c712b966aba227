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

/**
 * Browser of one user, which keeps cookies and follows redirects within the server. The connections are those of all users.
 */
public final class LoginBrowser {
    private static final int MAX_REDIRECTS = 10;

    private final HttpClient http;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private long waitedNanos;

    public LoginBrowser(HttpClient http) {
        this.http = http;
    }

    public LoadedPage open(URI page) throws InterruptedException {
        return send(HttpRequest.newBuilder(page).GET());
    }

    /** Submits a form of the page; returns the same page if it has no such form. */
    public LoadedPage submit(LoadedPage page, String form, Map<String, String> fields) throws InterruptedException {
        var element = page.html().selectFirst(form);
        return element == null ? page : post(URI.create(element.attr("action")), fields);
    }

    /** Posts fields to an address, as an application does. */
    public LoadedPage post(URI address, Map<String, String> fields) throws InterruptedException {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Returns how long the browser has waited for the server since its first request, in nanoseconds. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** Removes a cookie. */
    public void forget(String cookie) {
        cookies.remove(cookie);
    }

    private LoadedPage send(HttpRequest.Builder first) throws InterruptedException {
        var page = sendOne(first);
        for (var redirects = 0; redirects < MAX_REDIRECTS && isWithinServer(page); redirects++) {
            page = sendOne(HttpRequest.newBuilder(page.redirect().orElseThrow()).GET());
        }
        return page;
    }

    private static boolean isWithinServer(LoadedPage page) {
        return page.redirect()
                .filter(target -> !target.getHost().endsWith(".invalid"))
                .isPresent();
    }

    private LoadedPage sendOne(HttpRequest.Builder builder) throws InterruptedException {
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var request = builder.timeout(Duration.ofSeconds(90)).build();
        try {
            var sentAt = System.nanoTime();
            var response = http.send(request, BodyHandlers.ofString());
            waitedNanos += System.nanoTime() - sentAt;
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            var redirect = response.headers()
                    .firstValue("Location")
                    .filter(target -> response.statusCode() / 100 == 3)
                    .map(request.uri()::resolve);
            return new LoadedPage(request.uri(), response.statusCode(), redirect, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String header) {
        var pair = header.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || header.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
