package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.admin.TemporaryTokenView;
import dev.mfabridge.onelogin.keycloak.admin.TokenRequest;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users without their phone, to whom the help desk gives a temporary token. */
class TemporaryTokenIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().lockingOutAfter(10_000);

    @BeforeEach
    void rememberBrowsers() {
        realm.execution()
                .configure(
                        Map.of(ConfigProperty.REMEMBER_HOURS.key(), "168", ConfigProperty.MESSAGE_LIMIT.key(), "100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS", "EMAIL", "VOICE", "PROTECT", "AUTHENTICATOR"})
    @DisplayName("A user enters the help desk's code, whatever device was challenged, and no message is sent")
    void tokenTakesThePlaceOfEachDevice(String type) {
        allow(type);
        var user = realm.user("lost-" + type.toLowerCase(Locale.ROOT)).enrolled(SimulatedFactorType.of(type));
        var token = issue(user, false);
        var person = realm.person(user).signsInWithPassword();
        var sent = realm.oneLogin().messagesTo(user.oneLoginId()).size();

        person.hasCodeFromHelpDesk().sees("Enter the code that the help desk gave you.");

        assertThat(person.entersCode(token.token()).isSignedIn())
                .as(person.page().text())
                .isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(sent);
        assertThat(realm.events(user, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_factor", "TEMPORARY_TOKEN")
                .containsEntry("onelogin_device_id", token.device());
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("A help desk's code that is valid once signs a user in once")
    void tokenIsValidOnce() {
        var user = realm.user("once").enrolled(SimulatedFactorType.SMS);
        var token = issue(user, false);
        useToken(user, token);

        var second = realm.person(user).signsInWithPassword().hasCodeFromHelpDesk();

        second.sees("The help desk has no valid code for you.");
        assertThat(second.isSignedIn()).isFalse();
        assertThat(second.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A reusable code signs the user in again")
    void reusableTokenIsValidAgain() {
        var user = realm.user("again").enrolled(SimulatedFactorType.SMS);
        var token = issue(user, true);

        assertThat(useToken(user, token).isSignedIn()).isTrue();
        assertThat(useToken(user, token).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Ten wrong codes close the field, also after another request for it")
    void wrongTokensAreBounded() {
        var user = realm.user("guessed").enrolled(SimulatedFactorType.SMS);
        var token = issue(user, true);
        var guesser = realm.person(user).signsInWithPassword().hasCodeFromHelpDesk();

        for (var guess = 0; guess < 10; guess++) {
            asksAgain(guesser).entersCode("1000000" + guess);
        }

        guesser.sees("Too many incorrect codes.");
        realm.assertCounted(user, 10);
        asksAgain(guesser);
        guesser.submits("form[data-once]", Map.of("otp", token.token()));
        assertThat(guesser.isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("The help desk's code of one user signs no other user in")
    void tokenOfAnotherUserIsNotValid() {
        var victim = realm.user("victim").enrolled(SimulatedFactorType.SMS);
        var other = realm.user("other").enrolled(SimulatedFactorType.SMS);
        issue(victim, true);
        var token = issue(other, true);

        var person = realm.person(victim).signsInWithPassword().hasCodeFromHelpDesk();

        assertThat(person.entersCode(token.token()).isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("The help desk's code stores no credential, and the browser is neither remembered nor known")
    void tokenIsEnoughForOneLoginOnly() {
        var user = realm.user("only").enrolled(SimulatedFactorType.SMS);
        var token = issue(user, false);
        var person = realm.person(user).signsInWithPassword();
        assertThat(person.page().has("[name=remember]")).isTrue();
        person.hasCodeFromHelpDesk();
        assertThat(person.page().has("[name=remember]")).isFalse();

        person.submits("#onelogin-code-form", Map.of("otp", token.token(), "remember", "true"));

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(person.signsOut().signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("The help desk's code is not enough to add a factor")
    void tokenAddsNoFactor() {
        var user = realm.user("adds").enrolled(SimulatedFactorType.SMS);
        var token = issue(user, true);
        var person = useToken(user, token);

        person.opensLoginFor("onelogin-enroll");

        person.sees("We sent a text message");
        assertThat(person.offersCodeFromHelpDesk()).isFalse();
        asksAgain(person).sees("We sent a text message");
    }

    @Test
    @DisplayName("An action that an administrator assigned waits for a login with a device")
    void assignedActionWaitsForDevice() {
        var user = realm.user("assigned").enrolled(SimulatedFactorType.SMS);
        realm.requestEnrollment(user);

        assertThat(useToken(user, issue(user, false)).isSignedIn()).isTrue();

        assertThat(realm.admin().users().get(user.id()).toRepresentation().getRequiredActions())
                .contains("onelogin-enroll");
    }

    @Test
    @DisplayName("A user without a device is asked for the help desk's code at once, and enrolls nothing")
    void userWithoutDeviceIsAskedForTheToken() {
        var user = realm.user("bare");
        var token = issue(user, false);

        var person = realm.person(user).signsInWithPassword().sees("Enter the code that the help desk gave you.");

        assertThat(person.entersCode(token.token()).isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).isEmpty();
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.LOSS)
    @DisplayName("A user who is asked for an older code enters the newer one, and no failed attempt is counted")
    void newerTokenTakesThePlaceOfTheOlder() {
        var user = realm.user("twice");
        issue(user, true);
        var person = realm.person(user).signsInWithPassword().sees("Enter the code that the help desk gave you.");
        var newer = issue(user, false);

        person.entersCode(newer.token()).sees("We couldn't check your code. Wait a moment, then try again.");

        assertThat(person.entersCode(newer.token()).isSignedIn())
                .as(person.page().text())
                .isTrue();
        assertThat(realm.events(user, "LOGIN_ERROR").stream()
                        .filter(event -> "invalid_user_credentials".equals(event.getError())))
                .isEmpty();
        assertThat(realm.admin()
                        .attackDetection()
                        .bruteForceUserStatus(user.id())
                        .get("numFailures"))
                .isEqualTo(0);
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.LOSS)
    @DisplayName("A code that was revoked meanwhile is no failed attempt, and the page says to ask for another one")
    void revokedTokenIsNoFailedAttempt() {
        var user = realm.user("revoked");
        var token = issue(user, true);
        var person = realm.person(user).signsInWithPassword();
        realm.oneLogin().deleteDevice(user.oneLoginId(), token.device());

        person.entersCode(token.token())
                .sees("The help desk has no valid code for you. Ask the help desk for a new one.");

        assertThat(realm.admin()
                        .attackDetection()
                        .bruteForceUserStatus(user.id())
                        .get("numFailures"))
                .isEqualTo(0);
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("The answer has the token, and no event has it")
    void eventsHaveNoToken() {
        var user = realm.user("audited").enrolled(SimulatedFactorType.SMS);
        var before = Instant.now();

        var token = realm.api().issueToken(user.id(), new TokenRequest(4_320, true));

        assertThat(token.token()).matches("[0-9]{8}");
        assertThat(token.reusable()).isTrue();
        assertThat(Instant.parse(token.expiresAt()))
                .isBetween(before.plus(Duration.ofHours(71)), before.plus(Duration.ofHours(73)));
        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION")).singleElement().satisfies(event -> {
            assertThat(event.getDetails())
                    .containsEntry("reason", "onelogin_temporary_token_issued")
                    .containsEntry("onelogin_token_reusable", "true");
            assertThat(event.getDetails().toString()).doesNotContain(token.token());
        });
        var admin = realm.admin().getAdminEvents().stream()
                .filter(event -> event.getResourcePath().equals("users/" + user.id() + "/onelogin-mfa/temporary-token"))
                .toList();
        assertThat(admin).singleElement().satisfies(event -> {
            assertThat(event.getDetails()).containsEntry("onelogin_device_id", token.device());
            assertThat(String.valueOf(event.getRepresentation()) + event.getDetails())
                    .doesNotContain(token.token());
        });
    }

    @ParameterizedTest
    @CsvSource({"1, false", "4321, true", "-5, false"})
    @DisplayName("A lifetime that OneLogin doesn't have is rejected")
    void wrongLifetimeIsRejected(int minutes, boolean reusable) {
        var user = realm.user("lifetime" + minutes);

        assertThatThrownBy(() -> realm.api().issueToken(user.id(), new TokenRequest(minutes, reusable)))
                .isInstanceOf(BadRequestException.class);
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("The answer says why a user can't have a token")
    void refusalHasReason() {
        var unknown = realm.userOnlyInKeycloak("stranger");
        var suspended = realm.user("suspended", simulated -> simulated.withStatus(2, 1));

        assertThat(refusalOf(unknown)).contains("OneLogin has no user that the user mapping finds.");
        assertThat(refusalOf(suspended)).contains("OneLogin lists the user as suspended");
    }

    private static void allow(String type) {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        String.join("##", List.of(type)),
                        ConfigProperty.MESSAGE_LIMIT.key(),
                        "100"));
    }

    private static TemporaryTokenView issue(TestUser user, boolean isReusable) {
        return realm.api().issueToken(user.id(), new TokenRequest(null, isReusable));
    }

    private static Person useToken(TestUser user, TemporaryTokenView token) {
        return realm.person(user).signsInWithPassword().hasCodeFromHelpDesk().entersCode(token.token());
    }

    /** Sends the request for the field, also from a page that doesn't offer it. */
    private static Person asksAgain(Person person) {
        return person.submits("form[data-once]", Map.of("helpdesk", "true"));
    }

    private static String refusalOf(TestUser user) {
        try {
            issue(user, false);
        } catch (ClientErrorException e) {
            assertThat(e.getResponse().getStatus()).isEqualTo(409);
            return e.getResponse().readEntity(String.class);
        }
        throw new AssertionError("A token was issued");
    }
}
