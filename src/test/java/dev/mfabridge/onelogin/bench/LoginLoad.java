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
 * Logins of users who arrive within a few seconds. A user whose login fails selects "Try again" after a pause, as a person does.
 * The logins go on until they are stopped.
 */
final class LoginLoad implements AutoCloseable {
    private static final int PAUSE_SECONDS = 10;
    private static final int MAX_ATTEMPTS = 60;
    private static final long SPREAD_MILLIS = 5_000;
    private static final String PASSWORD_FORM = "#kc-form-login";
    private static final String RETRY_FORM = "#onelogin-retry-form";

    private final HttpClient http = newClient();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch opened;
    private final CountDownLatch started = new CountDownLatch(1);
    private final ExecutorService threads;
    private final URI loginPage;

    private LoginLoad(int users, URI loginPage) {
        this.opened = new CountDownLatch(users);
        this.threads = Executors.newFixedThreadPool(users);
        this.loginPage = loginPage;
    }

    /**
     * Opens the login page in a browser of each user, and waits for all of them. The passwords follow with {@link #submitPasswords}.
     * Otherwise the logins of the first users would stop the pages of the others, and with them the measurement.
     */
    static LoginLoad open(List<BenchUser> users, URI loginPage) throws InterruptedException {
        var load = new LoginLoad(users.size(), loginPage);
        for (var number = 0; number < users.size(); number++) {
            var user = users.get(number);
            var delay = number * SPREAD_MILLIS / users.size();
            load.threads.execute(() -> load.signIn(user, delay));
        }
        if (!load.opened.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The login page did not open within two minutes");
        }
        return load;
    }

    /** Lets all users send their passwords, evenly within {@value #SPREAD_MILLIS} milliseconds. */
    void submitPasswords() {
        started.countDown();
    }

    /**
     * Signs a user in as far as a challenge. The previous round has opened the circuit breaker, and an open one sends no calls
     * that could hang.
     *
     * @throws IllegalStateException if OneLogin challenges the user not even after a minute
     */
    static void closeCircuit(BenchUser user, URI loginPage) throws InterruptedException {
        var browser = new LoginBrowser(newClient());
        var page = browser.submit(browser.open(loginPage), PASSWORD_FORM, credentials(user));
        for (var attempt = 0; attempt < MAX_ATTEMPTS && !page.has("#onelogin-code-form"); attempt++) {
            TimeUnit.SECONDS.sleep(1);
            page = browser.submit(page, RETRY_FORM, Map.of("again", "true"));
        }
        if (!page.has("#onelogin-code-form")) {
            throw new IllegalStateException("The circuit breaker stays open: " + page.text());
        }
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static Map<String, String> credentials(BenchUser user) {
        return Map.of("username", user.name(), "password", user.password());
    }

    private void signIn(BenchUser user, long delayMillis) {
        try {
            var browser = new LoginBrowser(http);
            var page = browser.open(loginPage);
            opened.countDown();
            started.await();
            TimeUnit.MILLISECONDS.sleep(delayMillis);
            page = browser.submit(page, PASSWORD_FORM, credentials(user));
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
