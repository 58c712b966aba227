package dev.mfabridge.onelogin.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Logins of all users at once. A user whose login fails selects "Try again" after a pause, as a person does. The logins go on
 * until they are stopped.
 */
final class LoginLoad implements AutoCloseable {
    private static final int PAUSE_SECONDS = 10;
    private static final int MAX_ATTEMPTS = 60;
    private static final String RETRY_FORM = "#onelogin-retry-form";

    private final HttpClient http = newClient();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch firstAttempts;
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

    /**
     * Signs a user in as far as a challenge. The previous round has opened the circuit breaker, and an open one sends no calls
     * that could hang.
     *
     * @throws IllegalStateException if OneLogin challenges the user not even after a minute
     */
    static void closeCircuit(BenchUser user, URI loginPage) throws InterruptedException {
        var browser = new LoginBrowser(newClient());
        var page = submitPassword(browser, user, loginPage);
        for (var attempt = 0; attempt < MAX_ATTEMPTS && !page.has("#onelogin-code-form"); attempt++) {
            TimeUnit.SECONDS.sleep(1);
            page = browser.submit(page, RETRY_FORM, Map.of("again", "true"));
        }
        if (!page.has("#onelogin-code-form")) {
            throw new IllegalStateException("The circuit breaker stays open: " + page.text());
        }
    }

    private static LoadedPage submitPassword(LoginBrowser browser, BenchUser user, URI loginPage)
            throws InterruptedException {
        return browser.submit(
                browser.open(loginPage),
                "#kc-form-login",
                Map.of("username", user.name(), "password", user.password()));
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Waits until every user has sent the password, so that only the logins that wait and the retries remain. */
    void awaitFirstAttempts() throws InterruptedException {
        if (!firstAttempts.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The logins did not start within two minutes");
        }
    }

    private void signIn(BenchUser user) {
        try {
            var browser = new LoginBrowser(http);
            var page = browser.open(loginPage);
            firstAttempts.countDown();
            page = browser.submit(page, "#kc-form-login", Map.of("username", user.name(), "password", user.password()));
            while (!stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                page = browser.submit(page, RETRY_FORM, Map.of("again", "true"));
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
