package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What a person does at the login, with a browser that runs no scripts. Each deed ends on the page that it leads to. */
public final class Person {

    private static final String PASSWORD_FORM = "#kc-form-login";
    private static final String FACTOR_FORM = "#onelogin-factor-form";
    private static final String CODE_FORM = "#onelogin-code-form";
    private static final String ANSWERED_FORM = "#onelogin-answered-form";
    private static final String RESEND_FORM = "#onelogin-resend-form";
    private static final String OTHER_FORM = "#onelogin-other-form";
    private static final String DEVICE_FORM = "#onelogin-device-form";
    private static final String RETRY_FORM = "#onelogin-retry-form";
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(5);
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Browser browser;
    private final OpenIdClient client;
    private final Account account;
    private final Deque<Page> history = new ArrayDeque<>();

    Person(Browser browser, OpenIdClient client, Account account) {
        this.browser = browser;
        this.client = client;
        this.account = account;
    }

    /** Goes to the application, which sends them to the login. */
    public Person opensLogin() {
        return shows(browser.get(client.login()));
    }

    /** Goes to the application, which asks for an action such as {@code delete_credential:<id>} behind the sign-in. */
    Person opensLoginFor(String action) {
        return shows(browser.get(URI.create(client.login() + "&kc_action=" + action)));
    }

    /**
     * The same in the same browser, whether they are signed in or not.
     *
     * @param parameters what the application asks for besides, such as {@code acr_values} or {@code prompt}
     */
    Person opensLogin(Map<String, String> parameters) {
        return shows(browser.get(client.login(parameters)));
    }

    /** Follows a link of an application that is no OpenID client, or of an e-mail. */
    Person opens(URI address) {
        return shows(browser.get(address));
    }

    public Person signsInWithPassword() {
        return onceKeycloakHasCounted(
                () -> signsInWithPassword(account.password()),
                page -> page.text().contains("Invalid username or password"));
    }

    /** Opens the login when it isn't open. */
    public Person signsInWithPassword(String password) {
        if (history.isEmpty() || !page().has(PASSWORD_FORM)) {
            opensLogin();
        }
        return submits(PASSWORD_FORM, Map.of("username", account.username(), "password", password));
    }

    /** Types the password alone, where Keycloak knows already who they are. */
    Person confirmsPassword() {
        // It says nothing of why: the message would be at the field for the username, which isn't there.
        return onceKeycloakHasCounted(
                () -> submits(PASSWORD_FORM, Map.of("password", account.password())), page -> page.has(PASSWORD_FORM));
    }

    /**
     * While Keycloak still writes down how the last attempt went, it refuses the next one as if the person were locked out.
     * No person is that fast, so the deed is done again for as long as that may be why it was refused.
     */
    private Person onceKeycloakHasCounted(Supplier<Person> deed, Predicate<Page> isRefused) {
        var giveUpAt = Instant.now().plus(COUNTED_WITHIN);
        while (isRefused.test(deed.get().page()) && Instant.now().isBefore(giveUpAt)) {
            Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
        return this;
    }

    /** @param name a part of the factor's name as the page shows it, such as {@code SMS} */
    public Person choosesFactor(String name) {
        var button = page().element(FACTOR_FORM + " button[name=factor]:contains(" + name + ")");
        return submits(FACTOR_FORM, Map.of("factor", button.attr("value")));
    }

    /** Wants to prove another device, or to enrol another factor. */
    public Person asksForAnotherWay() {
        return submits(OTHER_FORM, Map.of("other", ""));
    }

    /** @param name a part of the device's name as the page shows it */
    public Person choosesDevice(String name) {
        var button = page().element(DEVICE_FORM + " button[name=device]:contains(" + name + ")");
        return submits(DEVICE_FORM, Map.of("device", button.attr("value")));
    }

    public Person entersCode(String code) {
        return onceKeycloakHasCounted(
                () -> submits(CODE_FORM, Map.of("otp", code, "login", "")),
                page -> page.has(CODE_FORM) && page.text().contains("Invalid authenticator code"));
    }

    /** Says that the answer was given elsewhere. */
    public Person looksForAnswer() {
        return submits(ANSWERED_FORM, Map.of("answered", ""));
    }

    /** What the waiting page's script asks. @return whether the page would send its form now */
    public boolean pageGoesOn() {
        return browser.get(question()).body().contains("\"completed\":true");
    }

    /** The address that the waiting page's script asks. */
    URI question() {
        return URI.create(page().element(ANSWERED_FORM).absUrl("data-status-url"));
    }

    public boolean isWaiting() {
        return page().has(ANSWERED_FORM);
    }

    public Person asksForAnotherCode() {
        return submits(RESEND_FORM, Map.of("resend", ""));
    }

    /** The same after the cool-down, which the page says in seconds. */
    public Person asksForAnotherCodeOnceItMay() {
        var wait = page().html().select(RESEND_FORM + " [data-wait-seconds]").attr("data-wait-seconds");
        var delay = Duration.ofSeconds(wait.isEmpty() ? 0 : Long.parseLong(wait));
        Awaitility.await()
                .pollDelay(delay)
                .atMost(delay.plusSeconds(10))
                .until(() -> !asksForAnotherCode().page().text().contains("Please wait"));
        return this;
    }

    /** Gives up what an application asked for. */
    Person cancels() {
        return submits("#onelogin-cancel-form", Map.of("cancel-aia", "true"));
    }

    /** Puts enrolment off. */
    Person skips() {
        return submits("#onelogin-later-form", Map.of("later", "true"));
    }

    /** What the application is told of the action that it asked for; empty when it is told nothing. */
    String actionStatus() {
        return page().redirect()
                .map(place -> place.toString().replaceFirst(".*kc_action_status=([a-z]+).*", "$1"))
                .filter(status -> !status.contains("/"))
                .orElse("");
    }

    public Person triesAgain() {
        return submits(RETRY_FORM, Map.of("again", ""));
    }

    public Person reloads() {
        return shows(browser.get(page().reloadAddress()));
    }

    /** Shows the page before, as it was: its form can be sent again. */
    public Person goesBack() {
        history.pop();
        return this;
    }

    /** Sends a form with what a page would not let them send. */
    public Person submits(String form, Map<String, String> typed) {
        var fields = page().hidden(form);
        fields.putAll(typed);
        return shows(browser.post(page().target(form), fields));
    }

    public Person sees(String text) {
        assertThat(page().text()).contains(text);
        return this;
    }

    public Person doesNotSee(String text) {
        assertThat(page().text()).doesNotContain(text);
        return this;
    }

    /** Is signed out, and opens the login anew in the same browser, which keeps all but Keycloak's session. */
    public Person signsOut() {
        List.of("KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION", "AUTH_SESSION_ID").forEach(browser.cookies()::forget);
        history.clear();
        return this;
    }

    /** Another person in front of the same browser. */
    Person handsTheBrowserTo(Account other) {
        return new Person(browser, client, other);
    }

    String cookie(String name) {
        return browser.cookies().value(name);
    }

    Person hasCookie(String name, String value) {
        browser.cookies().replace(name, value);
        return this;
    }

    /** What is said at the field for the code; empty when nothing is. */
    public String codeError() {
        return page().html().select("#input-error-otp").text();
    }

    public boolean isAskedForCode() {
        return page().has(CODE_FORM);
    }

    public boolean isAskedForFactor() {
        return page().has(FACTOR_FORM);
    }

    public boolean isSignedIn() {
        return code().isPresent();
    }

    /** What the application reads in the access token of this sign-in. To be asked once: a code is good for one exchange. */
    public JsonNode claims() {
        return client.claims(browser, code().orElseThrow(() -> new AssertionError("Not signed in: " + page().text())));
    }

    /** The access token of this sign-in, as the application gets it; to be asked for once. */
    String accessToken() {
        return client.accessToken(browser, code().orElseThrow());
    }

    /** What the application gets for this sign-in; to be asked for once. */
    Tokens tokens() {
        return client.tokens(browser, code().orElseThrow(() -> new AssertionError("Not signed in: " + page().text())));
    }

    /** What the application gets for them later. */
    Tokens refreshes(Tokens tokens) {
        return client.refresh(browser, tokens);
    }

    /** The page that is open. */
    public Page page() {
        return history.element();
    }

    private Optional<String> code() {
        return page().redirect()
                .map(place -> CODE.matcher(place.toString()))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private Person shows(Page page) {
        history.push(page);
        return this;
    }
}
