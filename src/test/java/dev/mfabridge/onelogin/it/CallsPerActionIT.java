package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of each action, counted at the simulator against the table in {@code docs/reference/api-calls.md} (S4). */
class CallsPerActionIT {
    private static final String PAGE = "reference/api-calls.md";
    private static final int CALLS = 1;
    private static final int NAMES = 2;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void configure() {
        configure(Map.of());
    }

    @ParameterizedTest
    @DisplayName("A login with a message has a call for the challenge and one for the code")
    @ValueSource(strings = {"SMS", "EMAIL"})
    void loginWithMessage(String type) throws IOException {
        var user = realm.user("message-" + type).enrolled(SimulatedFactorType.of(type));

        entersSentCode(user, realm.person(user).signsInWithPassword());

        assertCalls(user, 0, "login with SMS");
    }

    @Test
    @DisplayName("A login with an authenticator app has a call for the code")
    void loginWithApp() throws IOException {
        var user = realm.user("app").enrolled(SimulatedFactorType.AUTHENTICATOR);
        var code = realm.oneLogin().appCode(user.oneLoginId(), user.device());

        assertThat(realm.person(user).signsInWithPassword().entersCode(code).isSignedIn())
                .isTrue();

        assertCalls(user, 0, "login with an authenticator app");
    }

    @Test
    @DisplayName(
            "A login with a push has a call for the challenge, at most one for each poll of the page, and one at the end")
    void loginWithPush() {
        var user = realm.user("push").enrolled(SimulatedFactorType.PROTECT);
        var startedAt = Instant.now();
        var person = realm.person(user).signsInWithPassword();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !person.pageContinues() && callsOf(user, 0).size() > 2);
        var polls = callsOf(user, 0).size() - 1;
        var seconds = Duration.between(startedAt, Instant.now()).toSeconds();
        realm.oneLogin().approve(user.oneLoginId());

        assertThat(person.checksConfirmation().isSignedIn()).isTrue();

        assertThat((long) polls).isBetween(2L, seconds / 2 + 1);
        assertThat(callsOf(user, 0)).hasSize(polls + 2).startsWith("challenge").endsWith("poll");
    }

    @Test
    @DisplayName("A login in a remembered browser has no call")
    void loginInRememberedBrowser() throws IOException {
        configure(Map.of(ConfigProperty.REMEMBER_HOURS, "168"));
        var user = realm.user("remembered").enrolled(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        person.entersCodeToBeRemembered(realm.lastCodeOf(user)).signsOut();
        var before = callsOf(user, 0).size();

        assertThat(person.signsInWithPassword().isSignedIn()).isTrue();

        assertThat(callsOf(user, before)).isEmpty();
        assertThat(row("login in a remembered browser |").get(CALLS)).isEqualTo("0");
    }

    @Test
    @DisplayName("An enrollment lists the devices before the offer, and before the code")
    void enrollmentWithQuickChoice() throws IOException {
        var user = realm.user("quick");

        entersSentCode(user, realm.person(user).signsInWithPassword().choosesFactor("SMS"));

        assertCalls(user, 0, "enrollment |");
    }

    @Test
    @DisplayName("An enrollment with a slow choice lists the devices once more, before the registration")
    void enrollmentWithSlowChoice() throws IOException {
        var user = realm.user("slow");

        entersSentCode(
                user, realm.person(user).signsInWithPassword().hesitates().choosesFactor("SMS"));

        assertCalls(user, 0, "enrollment with a choice more than 10 seconds");
    }

    @Test
    @DisplayName("An enrollment of the only factor has as many calls as one with a quick choice")
    void enrollmentOfOnlyFactor() throws IOException {
        var user = realm.user("only", simulated -> simulated.offered(SimulatedFactorType.SMS));

        entersSentCode(user, realm.person(user).signsInWithPassword());

        assertCalls(user, 0, "enrollment with only one factor");
    }

    @Test
    @DisplayName("An enrollment that the phone completes lists the devices after the confirmation")
    void enrollmentOnThePhone() throws IOException {
        var user = realm.user("phone", simulated -> simulated.offered(SimulatedFactorType.PROTECT));
        var person = realm.person(user).signsInWithPassword();
        var token = person.page().element("#onelogin-secret").text().replace(" ", "");
        realm.oneLogin().typeIntoPhone(user.oneLoginId(), token);

        assertThat(person.checksConfirmation().isSignedIn()).isTrue();

        assertCalls(user, 0, "enrollment that the phone confirms");
    }

    @Test
    @DisplayName("Another factor has the calls of an enrollment, with one list of devices")
    void anotherFactor() throws IOException {
        var user = realm.user("another").enrolled(SimulatedFactorType.EMAIL);
        var person = realm.person(user).opensLoginFor("onelogin-enroll").signsInWithPassword();
        person.entersCode(realm.lastCodeOf(user));

        person.choosesFactor("SMS").entersCode(realm.lastCodeOf(user));

        assertThat(person.actionStatus()).isEqualTo("success");
        assertCalls(user, List.of("challenge", "verify").size(), "another factor with the required action");
    }

    @Test
    @DisplayName("An adoption lists the devices, and challenges the device like a login")
    void adoption() throws IOException {
        var user = realm.user("adopted").withDevice(SimulatedFactorType.SMS);

        entersSentCode(user, realm.person(user).signsInWithPassword());

        assertCalls(user, 0, "adoption of a device");
    }

    private static void configure(Map<ConfigProperty, String> changes) {
        var settings = new HashMap<>(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        changes.forEach((property, value) -> settings.put(property.key(), value));
        realm.execution().configure(settings);
    }

    private static void entersSentCode(TestUser user, Person person) {
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    private static void assertCalls(TestUser user, int before, String action) throws IOException {
        var calls = callsOf(user, before);
        assertThat(calls).isEqualTo(List.of(row(action).get(NAMES).split(", ")));
        assertThat(row(action).get(CALLS).replace(" or more", "")).isEqualTo(String.valueOf(calls.size()));
    }

    private static List<String> row(String action) throws IOException {
        return DocsTable.rows(PAGE, action).get(0);
    }

    /** Returns the calls about a user by their names in the table, without the first ones. */
    private static List<String> callsOf(TestUser user, int before) {
        return realm.oneLogin().calls().stream()
                .filter(call -> call.path().contains("/users/" + user.oneLoginId())
                        || URLDecoder.decode(call.query(), StandardCharsets.UTF_8)
                                .contains(user.email()))
                .skip(before)
                .map(CallsPerActionIT::name)
                .toList();
    }

    private static String name(RecordedCall call) {
        var resource = call.path().replaceFirst("^/api/2/(mfa/)?users/?[0-9]*/?", "");
        return switch (call.method() + " " + resource.replaceFirst("/.*", "/*")) {
            case "GET " -> "user";
            case "GET devices", "GET factors" -> resource;
            case "POST registrations" -> "register";
            case "POST verifications" -> call.body().contains("\"otp\"") ? "verify" : "challenge";
            case "PUT registrations/*", "PUT verifications/*" -> "verify";
            case "GET registrations/*", "GET verifications/*" -> "poll";
            default -> call.method() + " " + resource;
        };
    }
}
