package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.LoadedPage;
import dev.mfabridge.onelogin.bench.LoginBrowser;
import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** One login in a new browser, request by request. */
final class LoginTrial {
    private static final String PASSWORD_FORM = "#kc-form-login";
    private static final String OTP_FORM = "#kc-otp-login-form";
    private static final String ONELOGIN_FORM = "#onelogin-code-form";

    private static final Pattern RETRY_AFTER = Pattern.compile("\"retryAfter\":(\\d+)");

    private final LoginUser user;
    private final LoginBrowser browser;
    private final SimulatorClient oneLogin;
    private LoadedPage page;

    LoginTrial(LoginUser user, LoginBrowser browser, SimulatorClient oneLogin) {
        this.user = user;
        this.browser = browser;
        this.oneLogin = oneLogin;
    }

    LoginTrial opens(URI loginPage) throws InterruptedException {
        page = browser.open(loginPage);
        return this;
    }

    LoginTrial entersPassword() throws InterruptedException {
        return submits(PASSWORD_FORM, Map.of("username", user.name(), "password", RealmDraft.password(user.name())));
    }

    /**
     * Enters the right code.
     *
     * @throws IllegalStateException if the login doesn't succeed
     */
    LoginTrial entersCode() throws InterruptedException {
        var form = user.kind() == LoginKind.OTP ? OTP_FORM : ONELOGIN_FORM;
        if (!page.has(form)) {
            throw unexpectedPage();
        }
        submits(form, Map.of("otp", code()));
        if (page.code().isEmpty()) {
            throw unexpectedPage();
        }
        return this;
    }

    private String code() throws InterruptedException {
        return user.kind() == LoginKind.SMS
                ? oneLogin.lastCodeFor(user.oneLoginId()).orElseThrow()
                : user.nextAppCode();
    }

    private LoginTrial submits(String form, Map<String, String> fields) throws InterruptedException {
        page = browser.submit(page, form, fields);
        return this;
    }

    private IllegalStateException unexpectedPage() {
        return new IllegalStateException(user.name() + " got HTTP " + page.status() + ": " + page.text());
    }

    /**
     * Asks whether the user has answered, as the script of the waiting page does.
     *
     * @return the seconds until the script asks again
     * @throws IllegalStateException if the page doesn't wait, or if the server answers with an error
     */
    int asksForStatus() throws InterruptedException {
        var form = page.html().selectFirst("form[data-status-url]");
        if (form == null) {
            throw unexpectedPage();
        }
        var status = browser.open(URI.create(form.attr("data-status-url")));
        var seconds = RETRY_AFTER.matcher(status.body());
        if (status.status() != 200 || !seconds.find()) {
            throw new IllegalStateException("The status is HTTP " + status.status() + ": " + status.body());
        }
        return Math.max(2, Integer.parseInt(seconds.group(1)));
    }

    /** Returns how long the browser has waited for Keycloak, in nanoseconds. */
    long waitedNanos() {
        return browser.waitedNanos();
    }
}
