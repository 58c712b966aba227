package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.bench.LoadedPage;
import dev.mfabridge.onelogin.bench.LoginBrowser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * User in front of a login page, who reads the page and does what the page asks for.
 *
 * <p>The user continues after failures of OneLogin as the pages say: "Try again", the same code once more, the next code of an
 * app, or another message.
 */
final class Visitor {
    static final String CODE = "#onelogin-code-form";
    static final String ANSWERED = "#onelogin-answered-form";
    static final String RETRY = "#onelogin-retry-form";
    static final String RESEND = "#onelogin-resend-form";
    private static final String PASSWORD = "#kc-form-login";
    private static final String FACTOR = "#onelogin-factor-form";
    private static final int POLL_MILLIS = 2_000;
    /** Pause of a user who reads "Try again in a few minutes": the first minute is enough if OneLogin answers again. */
    private static final int OUTAGE_MILLIS = 4_000;

    private final ProofRealm realm;
    private final ProofUser user;
    private final Phones phones;
    private final LoginBrowser browser;
    private boolean isRemembering;
    private LoadedPage page;
    private Optional<String> appCode = Optional.empty();
    private int retries;
    private String trouble = "";
    private int serverErrors;
    private int unknownPages;

    Visitor(ProofRealm realm, ProofUser user, Phones phones, LoginBrowser browser) {
        this.realm = realm;
        this.user = user;
        this.phones = phones;
        this.browser = browser;
    }

    /** Selects that the browser is remembered. */
    Visitor remembering() {
        isRemembering = true;
        return this;
    }

    Visitor opensLogin() throws InterruptedException {
        show(browser.open(realm.loginPage()));
        return entersPassword();
    }

    private Visitor entersPassword() throws InterruptedException {
        return submits(PASSWORD, Map.of("username", user.name(), "password", user.password()));
    }

    /** Does what the page asks for until the login succeeds, at most so many times. */
    Visitor continues(int steps) throws InterruptedException {
        for (var step = 0; step < steps && !isSignedIn(); step++) {
            act();
        }
        return this;
    }

    /** Does what the page asks for until the login succeeds, at most for a time. */
    Visitor continuesFor(Duration patience) throws InterruptedException {
        var end = Instant.now().plus(patience);
        while (!isSignedIn() && Instant.now().isBefore(end)) {
            act();
        }
        return this;
    }

    private void act() throws InterruptedException {
        if (page.has(PASSWORD)) {
            entersPassword();
        } else if (page.has(FACTOR)) {
            var factor = page.html().selectFirst(FACTOR + " button[name=factor]");
            submits(FACTOR, Map.of("factor", factor.attr("value"), "name", ""));
        } else if (page.has(RETRY)) {
            triesAgain();
        } else if (page.has(ANSWERED)) {
            confirms();
        } else if (page.has(CODE)) {
            entersRightCode();
        } else if (page.has(RESEND)) {
            requestsAnotherMessage();
        } else {
            unknownPages++;
            System.out.println(user.name() + " can't continue on this page: " + page.status() + " " + page.text());
            Thread.sleep(1_000);
            opensLogin();
        }
    }

    void triesAgain() throws InterruptedException {
        countRetry();
        if (page.text().contains("in a few minutes")) {
            Thread.sleep(OUTAGE_MILLIS);
        }
        waitFor(RETRY);
        submits(RETRY, Map.of("again", "true"));
    }

    private void requestsAnotherMessage() throws InterruptedException {
        countRetry();
        waitFor(RESEND);
        submits(RESEND, Map.of("resend", "true"));
    }

    private void countRetry() {
        retries++;
        trouble = page.text();
    }

    private void waitFor(String form) throws InterruptedException {
        Thread.sleep(1_000L * Math.max(1, page.waitSeconds(form)));
    }

    /** Approves the push, and submits the form as the script of the page does. */
    private void confirms() throws InterruptedException {
        phones.approve(user);
        if (page.text().contains("couldn't check") || page.text().contains("haven't received")) {
            countRetry();
            Thread.sleep(POLL_MILLIS);
        }
        for (var poll = 0; poll < 5 && !isCompleted(); poll++) {
            Thread.sleep(POLL_MILLIS);
            phones.approve(user);
        }
        answers();
    }

    private boolean isCompleted() throws InterruptedException {
        var status = browser.open(URI.create(page.html().selectFirst(ANSWERED).attr("data-status-url")));
        count(status);
        return status.body().contains("\"completed\":true");
    }

    /** Submits the form of the page that waits. */
    void answers() throws InterruptedException {
        submits(ANSWERED, withRemember("answered", "true"));
    }

    private void entersRightCode() throws InterruptedException {
        var text = page.text();
        if (text.contains("Invalid authenticator code")) {
            // Keycloak still records the attempt before.
            Thread.sleep(150);
        } else if (text.contains("couldn't check") || text.contains("Wait")) {
            countRetry();
            Thread.sleep(1_000);
        }
        if (user.hasAuthenticator()) {
            enters(appCode(text));
        } else {
            var code = phones.sentCode(user);
            if (code.isPresent()) {
                enters(code.get());
            } else {
                requestsAnotherMessage();
            }
        }
    }

    /** Returns the code of the app: the next one in each login, and after OneLogin possibly used the code up. */
    private String appCode(String text) throws InterruptedException {
        if (text.contains("next code") || !phones.showsLastAppCode(user)) {
            appCode = Optional.empty();
        }
        while (appCode.isEmpty()) {
            Thread.sleep(50);
            appCode = phones.nextAppCode(user);
        }
        return appCode.get();
    }

    Visitor enters(String code) throws InterruptedException {
        return submits(CODE, withRemember("otp", code));
    }

    private Map<String, String> withRemember(String field, String value) {
        var fields = new HashMap<>(Map.of(field, value));
        if (isRemembering) {
            fields.put("remember", "true");
        }
        return fields;
    }

    private Visitor submits(String form, Map<String, String> fields) throws InterruptedException {
        show(browser.submit(page, form, fields));
        return this;
    }

    private void show(LoadedPage shown) {
        page = shown;
        count(shown);
    }

    private void count(LoadedPage loaded) {
        if (loaded.status() >= 500) {
            serverErrors++;
            System.out.println(user.name() + " got HTTP " + loaded.status() + ": " + loaded.text());
        }
    }

    LoadedPage page() {
        return page;
    }

    boolean isSignedIn() {
        return page.code().isPresent();
    }

    /** Returns true if the application gets tokens, and the sign-out succeeds. */
    boolean signsOut() throws InterruptedException {
        var isDone = isSignedIn() && realm.redeemAndSignOut(browser, page.code().orElseThrow());
        for (var cookie : new String[] {"KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION", "AUTH_SESSION_ID"}) {
            browser.forget(cookie);
        }
        return isDone;
    }

    /** Returns how often the user tried again, repeated a code or requested another message. */
    int retries() {
        return retries;
    }

    /** Returns the text of the page before the last retry. */
    String trouble() {
        return trouble;
    }

    int serverErrors() {
        return serverErrors;
    }

    int unknownPages() {
        return unknownPages;
    }
}
