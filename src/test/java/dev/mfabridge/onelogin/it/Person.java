package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.HttpCookie;
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

/**
 * User in front of a browser without scripts.
 *
 * <p>Each action returns after the page that follows it is loaded.
 */
public final class Person {

    private static final String PASSWORD_FORM = "#kc-form-login";
    private static final String FACTOR_FORM = "#onelogin-factor-form";
    private static final String NAME_FORM = "#onelogin-name-form";
    private static final String ANY_FORM = "form[data-once]";
    private static final String CODE_FORM = "#onelogin-code-form";
    private static final String ANSWERED_FORM = "#onelogin-answered-form";
    private static final String RESEND_FORM = "#onelogin-resend-form";
    private static final String HELP_DESK_FORM = "#onelogin-helpdesk-form";
    private static final String OTHER_FORM = "#onelogin-other-form";
    private static final String DEVICE_FORM = "#onelogin-device-form";
    private static final String RETRY_FORM = "#onelogin-retry-form";
    private static final String START_FORM = "#onelogin-start-form";
    private static final Duration RESULT_STORED_WITHIN = Duration.ofSeconds(5);
    private static final Duration OFFER_IS_RECENT_FOR = Duration.ofSeconds(10);
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Browser browser;
    private final OpenIdClient client;
    private final TestUser user;
    private final Deque<Page> history = new ArrayDeque<>();
    private boolean isCareful;

    Person(Browser browser, OpenIdClient client, TestUser user) {
        this.browser = browser;
        this.client = client;
        this.user = user;
    }

    /** Opens the application, which redirects the browser to the login. */
    public Person opensLogin() {
        return shows(browser.get(client.login()));
    }

    /** Opens the login with an application-initiated action, such as {@code delete_credential:<id>}. */
    Person opensLoginFor(String action) {
        return shows(browser.get(URI.create(client.login() + "&kc_action=" + action)));
    }

    /**
     * Opens the login with further parameters of the application.
     *
     * @param parameters the parameters, such as {@code acr_values} or {@code prompt}
     */
    Person opensLogin(Map<String, String> parameters) {
        return shows(browser.get(client.login(parameters)));
    }

    /** Opens a link, for example of an e-mail or of a SAML application. */
    Person opens(URI address) {
        return shows(browser.get(address));
    }

    public Person signsInWithPassword() {
        return repeatsUntilAccepted(
                () -> signsInWithPassword(user.password()),
                page -> page.text().contains("Invalid username or password"));
    }

    /** Opens the login if it isn't open, and submits the username and the password. */
    public Person signsInWithPassword(String password) {
        if (history.isEmpty() || !page().has(PASSWORD_FORM)) {
            opensLogin();
        }
        return submits(PASSWORD_FORM, Map.of("username", user.username(), "password", password));
    }

    /** Submits only the password, for a login in which Keycloak knows the user. */
    Person confirmsPassword() {
        // A rejection has no message here, since Keycloak shows it at the username field, which the page doesn't have.
        return repeatsUntilAccepted(
                () -> submits(PASSWORD_FORM, Map.of("password", user.password())), page -> page.has(PASSWORD_FORM));
    }

    /**
     * Repeats an action while Keycloak may still be storing the result of the previous one.
     *
     * <p>Until the result is stored, Keycloak rejects the next action like that of a locked-out user.
     */
    private Person repeatsUntilAccepted(Supplier<Person> action, Predicate<Page> isRejected) {
        var deadline = Instant.now().plus(RESULT_STORED_WITHIN);
        while (isRejected.test(action.get().page()) && Instant.now().isBefore(deadline)) {
            Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
        return this;
    }

    /**
     * Selects a factor to enroll.
     *
     * @param name a part of the name on the page, such as {@code SMS}
     */
    public Person choosesFactor(String name) {
        var button = page().element(FACTOR_FORM + " button[name=factor]:contains(" + name + ")");
        submits(FACTOR_FORM, Map.of("factor", button.attr("value")));
        return page().has(NAME_FORM) ? namesDevice("") : this;
    }

    /** Waits until the list of devices before the offer of factors is no longer recent, so that the next choice causes a list. */
    Person hesitates() {
        Awaitility.await()
                .pollDelay(OFFER_IS_RECENT_FOR.plusMillis(500))
                .atMost(OFFER_IS_RECENT_FOR.plusSeconds(10))
                .until(() -> true);
        return this;
    }

    /** Gives the device of the chosen factor a name. Without a name, the device has OneLogin's name of the factor. */
    Person namesDevice(String name) {
        return submits(NAME_FORM, Map.of("name", name));
    }

    /** Requests the list of other devices, or of other factors to enroll, also on a page that offers no such list. */
    public Person asksForAnotherWay() {
        return submits(offersAnotherWay() ? OTHER_FORM : ANY_FORM, Map.of("other", ""));
    }

    /** Follows "I have a code from the help desk". */
    Person hasCodeFromHelpDesk() {
        return submits(HELP_DESK_FORM, Map.of("helpdesk", "true"));
    }

    boolean offersCodeFromHelpDesk() {
        return page().has(HELP_DESK_FORM);
    }

    boolean offersAnotherWay() {
        return page().has(OTHER_FORM);
    }

    /**
     * Selects a device to prove.
     *
     * @param name a part of the name on the page
     */
    public Person choosesDevice(String name) {
        var button = page().element(DEVICE_FORM + " button[name=device]:contains(" + name + ")");
        return submits(DEVICE_FORM, Map.of("device", button.attr("value")));
    }

    public Person entersCode(String code) {
        return repeatsUntilAccepted(
                () -> submits(CODE_FORM, Map.of("otp", code, "login", "")),
                page -> page.has(CODE_FORM) && page.text().contains("Invalid authenticator code"));
    }

    /** Enters the code, and selects that this browser is remembered. */
    Person entersCodeToBeRemembered(String code) {
        return submits(CODE_FORM, Map.of("otp", code, "login", "", "remember", "true"));
    }

    /** Submits the form of the waiting page, as its script does after an out-of-band confirmation. */
    public Person checksConfirmation() {
        return submits(ANSWERED_FORM, Map.of("answered", ""));
    }

    /** Polls the status endpoint, and returns true if the page's script would submit the form now. */
    public boolean pageContinues() {
        return browser.get(statusUrl()).body().contains("\"completed\":true");
    }

    /** Returns the address of the status endpoint for this challenge. */
    URI statusUrl() {
        return URI.create(page().element(ANSWERED_FORM).absUrl("data-status-url"));
    }

    public boolean isWaiting() {
        return page().has(ANSWERED_FORM);
    }

    /** Requests another message. */
    public Person requestsAnotherMessage() {
        return submits(RESEND_FORM, Map.of("resend", ""));
    }

    /** Waits for the cool-down, which the page shows in seconds, and requests another message. */
    public Person requestsAnotherMessageAfterCooldown() {
        var wait = page().html().select(RESEND_FORM + " [data-wait-seconds]").attr("data-wait-seconds");
        var delay = Duration.ofSeconds(wait.isEmpty() ? 0 : Long.parseLong(wait));
        Awaitility.await()
                .pollDelay(delay)
                .atMost(delay.plusSeconds(10))
                .until(() -> !requestsAnotherMessage().page().text().contains("You can try again in "));
        return this;
    }

    /** Cancels the action that an application initiated. */
    Person cancels() {
        return submits("#onelogin-cancel-form", Map.of("cancel-aia", "true"));
    }

    /** Skips enrollment within the grace period. */
    Person skips() {
        return submits("#onelogin-later-form", Map.of("later", "true"));
    }

    /** Returns the {@code kc_action_status} of the redirect to the application, or an empty text. */
    String actionStatus() {
        return page().redirect()
                .map(target -> target.toString().replaceFirst(".*kc_action_status=([a-z]+).*", "$1"))
                .filter(status -> !status.contains("/"))
                .orElse("");
    }

    public Person triesAgain() {
        return submits(RETRY_FORM, Map.of("again", ""));
    }

    public Person reloads() {
        return shows(browser.get(page().reloadAddress()));
    }

    /** Sends the last request again, as the reload of an error page does. */
    Person repeats() {
        history.pop();
        return shows(browser.repeat());
    }

    /** Returns to the previous page, whose form can be submitted again. */
    public Person goesBack() {
        history.pop();
        return this;
    }

    /** Submits a form with any values, also with values that the page doesn't offer. */
    public Person submits(String form, Map<String, String> values) {
        var fields = page().hidden(form);
        fields.putAll(values);
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

    /** Ends Keycloak's session in the browser, which keeps its other cookies. */
    public Person signsOut() {
        List.of("KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION", "AUTH_SESSION_ID").forEach(browser.cookies()::forget);
        history.clear();
        return this;
    }

    /** Puts another user in front of the same browser. */
    Person handsTheBrowserTo(TestUser other) {
        var next = new Person(browser, client, other);
        return isCareful ? next.isCareful() : next;
    }

    String cookie(String name) {
        return browser.cookies().value(name);
    }

    /** Returns a cookie of this browser with its attributes, or empty if there is none. */
    Optional<HttpCookie> findCookie(String name) {
        return browser.cookies().find(name);
    }

    Person replacesCookie(String name, String value) {
        browser.cookies().replace(name, value);
        return this;
    }

    /** Returns the message at the code field, or an empty text. */
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

    /** Returns the claims of the access token. Call it once, since a code is valid for one exchange. */
    public JsonNode claims() {
        return client.claims(browser, code().orElseThrow(() -> new AssertionError("Not signed in: " + page().text())));
    }

    /** Returns the access token. Call it once, since a code is valid for one exchange. */
    String accessToken() {
        return client.accessToken(browser, code().orElseThrow());
    }

    /** Returns the tokens. Call it once, since a code is valid for one exchange. */
    IssuedTokens tokens() {
        return client.tokens(browser, code().orElseThrow(() -> new AssertionError("Not signed in: " + page().text())));
    }

    /** Returns the tokens for a refresh token. */
    IssuedTokens refreshes(IssuedTokens tokens) {
        return client.refresh(browser, tokens);
    }

    /** Returns whether the user has opened a page. */
    boolean isOpen() {
        return !history.isEmpty();
    }

    /** Returns the open page. */
    public Page page() {
        return history.element();
    }

    private Optional<String> code() {
        return page().redirect()
                .map(target -> CODE.matcher(target.toString()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    /** Reads the page that announces a message, instead of continuing at once. */
    Person isCareful() {
        isCareful = true;
        return this;
    }

    /** Returns whether a page announces a message, and a button sends it. */
    boolean isAskedToStart() {
        return page().has(START_FORM);
    }

    /** Continues on the page that announces a message. */
    Person starts() {
        return submits(START_FORM, Map.of("start", "true"));
    }

    private Person shows(Page page) {
        history.push(page);
        return isAskedToStart() && !isCareful ? starts() : this;
    }
}
