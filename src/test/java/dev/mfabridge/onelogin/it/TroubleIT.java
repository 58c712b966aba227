package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.ServerLog;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that the user didn't cause. No user signs in, the page says what to do, and the log names the fix (S1, S5). */
@ResourceLock(value = ServerLog.STACK_TRACES, mode = ResourceAccessMode.READ)
@Tag("core")
class TroubleIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void useDefaultSettings() {
        realm.execution().configure(Map.of());
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName("An empty setting without a default signs no user in, and the log names the setting")
    @EnumSource(names = {"BASE_URL", "CLIENT_ID", "CLIENT_SECRET"})
    void emptySettingSignsNoUserInAndIsLogged(ConfigProperty setting) {
        var user = realm.user("empty-" + setting.key());
        realm.execution().configure(Map.of(setting.key(), ""));

        var log = logOfStoppedLogin(user, "This sign-in isn't set up correctly");

        assertThat(log).contains("the settings of this execution are not complete: " + setting.label() + " is empty");
    }

    @ParameterizedTest
    @DisplayName("A setting with a default can be empty")
    @ValueSource(
            strings = {
                "onelogin.userMapping",
                "onelogin.allowedFactors",
                "onelogin.codeLifetime",
                "onelogin.resendCooldown"
            })
    void settingWithDefaultCanBeEmpty(String setting) {
        var user = realm.user("default-" + setting);
        realm.execution().configure(Map.of(setting, ""));

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("An invalid setting signs no user in, and the log names the setting")
    @CsvSource({
        "BASE_URL, http://example.onelogin.com",
        "CODE_LIFETIME, 5 minutes",
        "RESEND_COOLDOWN, soon",
        "USER_MAPPING, phone",
        "ALLOWED_FACTORS, PIGEON",
        "CLIENT_SECRET, ${vault.nothing-there}"
    })
    void invalidSettingSignsNoUserInAndIsLogged(ConfigProperty setting, String value) {
        var user = realm.user("wrong-" + setting.key());
        realm.execution().configure(Map.of(setting.key(), value));

        var log = logOfStoppedLogin(user, "This sign-in isn't set up correctly");

        assertThat(log).contains(setting.label()).doesNotContain(value);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName("A missing configuration signs no user in")
    void missingConfigSignsNoUserIn() {
        var user = realm.user("unconfigured");
        realm.execution().removeConfig();

        try {
            assertThat(logOfStoppedLogin(user, "This sign-in isn't set up correctly"))
                    .contains("Base URL is empty; Client ID is empty; Client secret is empty");
        } finally {
            realm.execution().createConfig();
        }
    }

    @Test
    @DisplayName("A fixed configuration lets the user continue on the same page")
    void fixedConfigLetsUserContinue() {
        var user = realm.user("patient");
        realm.execution().configure(Map.of(ConfigProperty.CLIENT_SECRET.key(), ""));
        var patient = realm.person(user).signsInWithPassword().sees("This sign-in isn't set up correctly");

        realm.execution().configure(Map.of());

        assertThat(patient.triesAgain().isAskedForFactor()).isTrue();
    }

    @Test
    @DisplayName("The log names an API credential that OneLogin refuses as the cause")
    void refusedApiCredentialIsLoggedAsCause() {
        var user = realm.user("refused");
        realm.execution().configure(Map.of(ConfigProperty.CLIENT_SECRET.key(), "not-the-secret"));

        var log = logOfStoppedLogin(user, "This sign-in isn't set up correctly");

        assertThat(log)
                .contains("POST /auth/oauth2/v2/token: OneLogin answered HTTP 401")
                .contains("Check the settings Client ID and Client secret")
                .doesNotContain("not-the-secret");
    }

    @Test
    @DisplayName("The log names an unreachable base URL as the cause")
    void unreachableBaseUrlIsLoggedAsCause() {
        var user = realm.user("unreachable");
        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), "http://localhost:1"));

        var log = logOfStoppedLogin(user, "OneLogin can't be reached");

        assertThat(log).contains("the connection failed").contains("the setting " + ConfigProperty.BASE_URL.label());
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("An outage signs no user in, and the page shows the outage")
    @ValueSource(strings = {"500", "503", "429", "hang", "reset", "html", "empty", "truncated"})
    void outageSignsNoUserInAndIsShown(String fault) {
        var user = realm.user("outage" + fault);
        realm.oneLogin()
                .behave(BehaviorRule.on("GET /api/2/mfa/users/" + user.oneLoginId() + "/devices")
                        .fault(fault));

        var log = logOfStoppedLogin(user, "OneLogin can't be reached");

        assertThat(log).contains("GET /api/2/mfa/users/{user_id}/devices");
    }

    @Test
    @DisplayName("A user without a OneLogin account sees the cause")
    void userUnknownToOneLoginSeesCause() {
        var user = realm.userOnlyInKeycloak("stranger");

        assertThat(logOfStoppedLogin(user, "We couldn't find your OneLogin account"))
                .contains("OneLogin has no user with this email")
                .contains(ConfigProperty.USER_MAPPING.label());
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("An e-mail address of two OneLogin users identifies no user")
    void emailOfTwoOneLoginUsersIdentifiesNoUser() {
        var user = realm.user("twin");
        realm.oneLogin()
                .addUser(SimulatedUser.named(user.oneLoginId() + 1_000_000, "twin-2-" + user.oneLoginId())
                        .withEmail(user.email()));

        assertThat(logOfStoppedLogin(user, "We couldn't find your OneLogin account"))
                .contains("OneLogin has more than one user with this email");
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("An unverified e-mail address identifies no user")
    void unverifiedEmailIdentifiesNoUser() {
        var user = realm.user("unverified");
        unverifyEmail(user);

        assertThat(logOfStoppedLogin(user, "We couldn't find your OneLogin account"))
                .contains("the user's e-mail address is not verified");
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.ADMINISTRATION)
    @DisplayName("A lookup by the stored owner of the device names the owner and not the user mapping")
    void lookupByStoredOwnerNamesTheOwner() {
        var user = realm.user("moved").enrolled(SimulatedFactorType.SMS);
        unverifyEmail(user);
        realm.execution().configure(Map.of(ConfigProperty.LOOK_UP_USER.key(), "true"));
        realm.oneLogin()
                .behave(BehaviorRule.on("GET /api/2/users/" + user.oneLoginId())
                        .body(404, "{\"name\":\"NotFoundError\",\"message\":\"User not found\",\"statusCode\":404}"));

        assertThat(logOfStoppedLogin(user, "We couldn't find your OneLogin account"))
                .contains("OneLogin has no user with the ID " + user.oneLoginId()
                        + ", the stored owner of the user's device")
                .doesNotContain("is not verified")
                .doesNotContain(ConfigProperty.USER_MAPPING.label());
    }

    @Test
    @DisplayName("A user without an offered factor sees the cause")
    void userWithoutOfferedFactorSeesCause() {
        var user = realm.user("factorless", simulated -> simulated.offered());

        assertThat(logOfStoppedLogin(user, "OneLogin has no factor for you to set up here"))
                .contains("OneLogin offers no factor that the settings allow")
                .contains(ConfigProperty.ALLOWED_FACTORS.label());
    }

    private static void unverifyEmail(TestUser user) {
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEmailVerified(false);
        resource.update(changed);
    }

    /** Signs in, expects a page with the text that stops the login, and returns the log lines about the user. */
    private static String logOfStoppedLogin(TestUser user, String text) {
        var mark = realm.log().mark();

        var person = realm.person(user).signsInWithPassword().sees(text);

        assertThat(person.isSignedIn()).isFalse();
        realm.assertCounted(user, 0);
        assertThat(realm.events(user, "LOGIN_ERROR"))
                .hasSize(1)
                .allSatisfy(
                        event -> assertThat(event.getDetails().get("reason")).startsWith("onelogin_"));
        List<String> lines = realm.log().since(mark);
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("Uncaught server error"));
        return lines.stream()
                .filter(line -> line.contains("[dev.mfabridge.onelogin]") && line.contains(user.id()))
                .collect(Collectors.joining("\n"));
    }
}
