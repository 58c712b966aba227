package dev.mfabridge.onelogin.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logins of all users at once. A user whose login fails selects "Try again" after a pause, as a person does. The logins go on
 * until they are stopped.
 */
final class LoginLoad implements AutoCloseable {
    private static final int PAUSE_SECONDS = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch firstAttempts;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService threads;
    private final URI loginPage;

    private LoginLoad(int users, URI loginPage) {
        this.firstAttempts = new CountDownLatch(users);
        this.threads = Executors.newFixedThreadPool(users);
        this.loginPage = loginPage;
    }

    static LoginLoad start(List<BenchUser> users, URI loginPage) {
        var load = new LoginLoad(users.size(), loginPage);
        users.forEach(user -> load.threads.execute(() -> load.signIn(user)));
        return load;
    }

    /** Waits until every user has sent the password, so that only the logins that wait and the retries remain. */
    void awaitFirstAttempts() throws InterruptedException {
        if (!firstAttempts.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The logins did not start within two minutes");
        }
    }

    /** Returns the number of logins whose request is unanswered. */
    int waiting() {
        return waiting.get();
    }

    private void signIn(BenchUser user) {
        try {
            var browser = new LoginBrowser(http);
            var page = browser.open(loginPage);
            firstAttempts.countDown();
            waiting.incrementAndGet();
            page = browser.submit(page, "#kc-form-login", Map.of("username", user.name(), "password", user.password()));
            waiting.decrementAndGet();
            while (!stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                waiting.incrementAndGet();
                page = browser.submit(page, "#onelogin-retry-form", Map.of("again", "true"));
                waiting.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        threads.shutdownNow();
    }
}
