package dev.mfabridge.onelogin.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Timer of a page's loads at fixed times, each in a new browser. */
final class PageTimer {
    private static final int LOADS = 300;
    private static final Duration INTERVAL = Duration.ofMillis(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI page;

    PageTimer(URI page) {
        this.page = page;
    }

    /**
     * Loads the page again and again at fixed times, whether the earlier loads have ended or not. The time of a load begins at
     * its planned start. Otherwise a server that stands still for ten seconds would delay a single load.
     */
    PageTimes measure() throws InterruptedException {
        var loads = new ArrayList<CompletableFuture<Long>>();
        var start = System.nanoTime();
        for (var load = 0; load < LOADS; load++) {
            var planned = start + load * INTERVAL.toNanos();
            TimeUnit.NANOSECONDS.sleep(planned - System.nanoTime());
            loads.add(http.sendAsync(request(), BodyHandlers.ofString()).thenApply(response -> {
                if (response.statusCode() != 200) {
                    throw new IllegalStateException(page + " answered HTTP " + response.statusCode());
                }
                return System.nanoTime() - planned;
            }));
        }
        return new PageTimes(loads.stream().map(CompletableFuture::join).toList());
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(60)).build();
    }
}
