package dev.mfabridge.onelogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;

/** Timer of a page's loads, one after the other, each in a new browser. */
final class PageTimer {
    private static final int LOADS = 300;
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI page;

    PageTimer(URI page) {
        this.page = page;
    }

    PageTimes measure() throws InterruptedException {
        var times = new ArrayList<Long>();
        for (var load = 0; load < LOADS; load++) {
            times.add(load());
            Thread.sleep(PAUSE.toMillis());
        }
        return new PageTimes(times);
    }

    private long load() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(60)).build();
        var startedAt = System.nanoTime();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(page + " answered HTTP " + response.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return System.nanoTime() - startedAt;
    }
}
