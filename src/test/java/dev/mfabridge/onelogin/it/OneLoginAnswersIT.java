package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins with documented forms of OneLogin's answers that differ from the simulator's (S1, S2, S5). */
class OneLoginAnswersIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final DirectGrantClient client = new DirectGrantClient(realm);
    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void allowEveryFactor() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        "1",
                        ConfigProperty.MESSAGE_LIMIT.key(),
                        "100"));
    }

    static Stream<Arguments> wrongCodes() {
        var forms = List.of("name", "status", "flat", "description", "messages", "fields", "message", "details");
        return Stream.concat(
                Stream.of("pending", "rejected").map(code -> Arguments.of(code, "name")),
                Stream.of("unauthorized", "failed", "unprocessable", "forbidden")
                        .flatMap(code -> forms.stream().map(form -> Arguments.of(code, form))));
    }

    @ParameterizedTest
    @DisplayName("A wrong code shows an error at the field, counts as a failed attempt, and can be corrected")
    @MethodSource("wrongCodes")
    void wrongCodeIsCountedAndCanBeCorrected(String code, String form) {
        var user = realm.user("wrong-" + code + form).withDevice(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .wrongCode(code)
                        .errors(form));
        var person = realm.person(user).signsInWithPassword();

        person.entersCode("wrong1");

        assertThat(person.codeError()).isEqualTo("That code isn't right. Check it and try again.");
        realm.assertCounted(user, 1);
        if (code.equals("rejected")) {
            // As OneLogin documents it, the rejected verification is closed, and the user requests another code.
            person.requestsAnotherMessageAfterCooldown();
        }
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A rejected e-mail code counts as one failed attempt although the page polls for a link")
    void rejectedEmailCodeIsCountedOnceDespitePolls() {
        realm.execution().configure(Map.of(ConfigProperty.EMAIL_LINK.key(), "either"));
        var user = realm.user("once").withDevice(SimulatedFactorType.EMAIL);
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .wrongCode("rejected"));
        var person = realm.person(user).signsInWithPassword();
        person.entersCode("wrong1");
        realm.assertCounted(user, 1);

        Awaitility.await().pollInterval(Duration.ofMillis(500)).until(person::pageContinues);
        person.checksConfirmation().sees("Your request has expired.");

        realm.assertCounted(user, 1);
    }

    @ParameterizedTest
    @DisplayName("A verification that OneLogin no longer finds has expired, in every form of the answer")
    @ValueSource(strings = {"name", "status", "flat", "description", "messages", "fields", "message", "details"})
    void missingVerificationIsExpiredInEveryAnswerForm(String form) {
        var user = realm.user("expired-" + form).withDevice(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .errors(form));
        var person = realm.person(user).signsInWithPassword();
        realm.oneLogin().expirePending(user.oneLoginId());

        person.entersCode("123456").sees("Your code has expired.");

        realm.assertCounted(user, 0);
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("An answer that contradicts itself signs no user in")
    @ValueSource(
            strings = {
                "{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false,\"id\":\"{{id}}\",\"status\":\"rejected\"}",
                "{\"id\":\"{{id}}\",\"status\":\"rejected\",\"status\":\"accepted\"}",
                "{\"id\":\"{{id}}\",\"status\":\"accepted\",\"error\":true}",
                "{\"id\":\"{{id}}\",\"status\":\"accepted\",\"data\":{\"status\":\"rejected\"}}",
                "{\"id\":\"{{id}}\",\"status\":\"accepted\",\"user_id\":\"1\"}",
                "{\"id\":\"{{id}}\",\"status\":\"accepted\",\"device_id\":\"1\"}"
            })
    void contradictoryAnswerSignsNoUserIn(String body) {
        var user = realm.user("odd" + Math.abs(body.hashCode())).withDevice(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .body(200, body));
        var person = realm.person(user).signsInWithPassword();

        person.entersCode(realm.lastCodeOf(user));

        assertThat(person.isSignedIn()).isFalse();
        assertThat(realm.factorsOf(user)).isEmpty();
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("A missing scope of the API credential is in the log and isn't a failed attempt")
    void missingScopeIsLoggedAndNotCounted() {
        var user = realm.user("scope").withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        var mark = realm.log().mark();
        realm.oneLogin()
                .behave(BehaviorRule.on("* /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .fault("scope"));

        person.entersCode(realm.lastCodeOf(user)).sees("We couldn't check your code");

        realm.assertCounted(user, 0);
        assertThat(realm.log().since(mark))
                .anyMatch(line ->
                        line.contains(user.id()) && line.contains("the API credential lacks the scope Manage All"));
    }

    @Test
    @DisplayName("The extension skips an unreadable item in the list of devices and logs the item once")
    void unreadableItemIsSkippedAndLoggedOnce() {
        var mark = realm.log().mark();
        var user = realm.user(
                "odd-item",
                simulated -> simulated
                        .withDevice("64" + simulated.id(), SimulatedFactorType.SMS)
                        .withDevice("no/id", SimulatedFactorType.of("YubiKey"))
                        .withDevice("7" + simulated.id(), SimulatedFactorType.of("Duo")));

        for (var login = 0; login < 2; login++) {
            var person = realm.person(user).signsInWithPassword().sees("We sent a text message");
            assertThat(person.asksForAnotherWay()
                            .sees("You have no other device or factor to use.")
                            .entersCode(realm.lastCodeOf(user))
                            .isSignedIn())
                    .isTrue();
        }

        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(user.id()) && line.contains("item 2 of 3")))
                .hasSizeBetween(1, realm.nodes());
        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(user.id()) && line.contains("unknown factor type")))
                .hasSizeBetween(1, realm.nodes());
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A list of unreadable items offers no enrollment")
    void listOfUnreadableItemsOffersNoEnrollment() {
        var user =
                realm.user("odd-items", simulated -> simulated.withDevice("no/id", SimulatedFactorType.of("YubiKey")));

        var person = realm.person(user).signsInWithPassword();

        assertThat(person.isAskedForFactor()).isFalse();
        assertThat(person.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.LOSS)
    @DisplayName("A list with an unreadable device doesn't mean that a device was removed")
    void unreadableDeviceIsNotTakenForRemoved() {
        var user = devices.enrolledAtLogin("keeps");
        realm.oneLogin()
                .behave(
                        BehaviorRule.on("GET /api/2/mfa/users/" + user.oneLoginId() + "/devices")
                                .body(
                                        200,
                                        "[{\"auth_factor_name\":\"SMS\"},{\"device_id\":\"99\",\"auth_factor_name\":\"Duo\"}]"));

        realm.person(user).signsInWithPassword().asksForAnotherWay();

        assertThat(realm.factorsOf(user)).hasSize(1);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The extension doesn't challenge a temporary token")
    void temporaryTokenIsNotChallenged() {
        var user = realm.user(
                "helped",
                simulated -> simulated
                        .withDevice("64" + simulated.id(), SimulatedFactorType.SMS)
                        .withDevice("user_temp_otp_36216766", SimulatedFactorType.of("Temporary OTP")));

        var person = realm.person(user).signsInWithPassword().sees("We sent a text message");

        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("The extension finds a device that no answer named as the new device in the list")
    @ValueSource(strings = {"SMS", "AUTHENTICATOR"})
    void deviceWithoutIdIsFoundAsNewDevice(String type) {
        var user = realm.user(
                "unnamed" + type,
                simulated -> simulated.offered(SimulatedFactorType.of(type), SimulatedFactorType.EMAIL));
        realm.oneLogin()
                .behave(BehaviorRule.on("* /api/2/mfa/users/" + user.oneLoginId() + "/registrations*")
                        .omit("device_id"));
        var person = realm.person(user)
                .signsInWithPassword()
                .choosesFactor(SimulatedFactorType.of(type).name());

        person.entersCode(
                type.equals("SMS")
                        ? realm.lastCodeOf(user)
                        : realm.oneLogin().appsOf(user.oneLoginId()).get(0).code());

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_device_id"))
                .isEqualTo(
                        devices.of(user).stream().map(SimulatedDevice::deviceId).toList());
    }

    @Test
    @DisplayName("A removal of a missing device succeeds if OneLogin answers in the words of the API's first version")
    void missingDeviceInAnswerOfFirstVersionIsRemoved() {
        var user = devices.enrolledAtLogin("removed-before");
        realm.oneLogin().behave(devices.removalRule(user).goneDevice("bad_request"));
        var device = devices.of(user).get(0).deviceId();
        realm.oneLogin().deleteDevice(user.oneLoginId(), device);

        devices.removeCredential(user);

        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION").stream()
                        .map(event -> event.getDetails().get("reason")))
                .contains("onelogin_removed_in_onelogin");
    }

    @Test
    @DisplayName("A OneLogin Protect code that comes with the password sends no push")
    void protectCodeWithPasswordSendsNoPush() {
        var user = realm.user("typed").withDevice(SimulatedFactorType.PROTECT);
        var device = user.device();

        var wrong = client.requestToken(user, Map.of("otp", "000000"));
        var token = client.requestToken(
                user, Map.of("otp", realm.oneLogin().appCode(user.oneLoginId(), device, Duration.ZERO)));

        assertThat(wrong.error()).isEqualTo("invalid_grant");
        assertThat(token.isToken()).as(token.json().toString()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("A client can request a push after a wrong OneLogin Protect code")
    void pushCanBeRequestedAfterWrongProtectCode() {
        var user = realm.user("pushed").withDevice(SimulatedFactorType.PROTECT);
        client.requestToken(user, Map.of("otp", "000000"));

        var pending = client.requestToken(user, Map.of());
        assertThat(pending.error()).isEqualTo("authorization_pending");
        realm.oneLogin().approve(user.oneLoginId());

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> client.requestToken(user, Map.of("mfa_token", pending.text("mfa_token")))
                        .isToken());
    }
}
