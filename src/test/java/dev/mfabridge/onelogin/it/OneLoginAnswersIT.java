package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

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
        realm.step()
                .settings(Map.of(
                        "onelogin.allowedFactors", "", "onelogin.resendCooldown", "1", "onelogin.messageLimit", "100"));
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
        var account =
                realm.user("wrong-" + code + form, user -> user.withDevice("64" + user.id(), SimulatedFactorType.SMS));
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .wrongCode(code)
                        .errors(form));
        var person = realm.person(account).signsInWithPassword();

        person.entersCode("wrong1");

        assertThat(person.codeError()).isEqualTo("That code isn't right. Check it and try again.");
        realm.assertCounted(account, 1);
        if (code.equals("rejected")) {
            // As OneLogin documents it, the rejected verification is closed, and the user requests another code.
            person.asksForAnotherCodeOnceItMay();
        }
        assertThat(person.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A rejected e-mail code counts as one failed attempt although the page polls for a link")
    void rejectedEmailCodeIsCountedOnceDespitePolls() {
        var account = realm.user("once", user -> user.withDevice("64" + user.id(), SimulatedFactorType.EMAIL));
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .wrongCode("rejected"));
        var person = realm.person(account).signsInWithPassword();
        person.entersCode("wrong1");
        realm.assertCounted(account, 1);

        Awaitility.await().pollInterval(Duration.ofMillis(500)).until(person::pageGoesOn);
        person.looksForAnswer().sees("Your request has expired.");

        realm.assertCounted(account, 1);
    }

    @ParameterizedTest
    @DisplayName("A verification that OneLogin no longer finds has expired, in every form of the answer")
    @ValueSource(strings = {"name", "status", "flat", "description", "messages", "fields", "message", "details"})
    void missingVerificationIsExpiredInEveryAnswerForm(String form) {
        var account = realm.user("expired-" + form, user -> user.withDevice("64" + user.id(), SimulatedFactorType.SMS));
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .errors(form));
        var person = realm.person(account).signsInWithPassword();
        realm.oneLogin().expirePending(account.oneLoginId());

        person.entersCode("123456").sees("Your code has expired.");

        realm.assertCounted(account, 0);
    }

    @ParameterizedTest
    @DisplayName("An answer that contradicts itself signs no user in")
    @ValueSource(
            strings = {
                "{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false,\"id\":\"{{id}}\",\"status\":\"rejected\"}",
                "{\"id\":\"{{id}}\",\"status\":\"rejected\",\"status\":\"accepted\"}",
                "{\"id\":\"{{id}}\",\"status\":\"accepted\",\"error\":true}"
            })
    void contradictoryAnswerSignsNoUserIn(String body) {
        var account = realm.user(
                "odd" + Math.abs(body.hashCode()), user -> user.withDevice("64" + user.id(), SimulatedFactorType.SMS));
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .body(200, body));
        var person = realm.person(account).signsInWithPassword();

        person.entersCode(realm.lastCodeOf(account));

        assertThat(person.isSignedIn()).isFalse();
        assertThat(realm.factorsOf(account)).isEmpty();
    }

    @Test
    @DisplayName("A missing scope of the API credential is in the log and isn't a failed attempt")
    void missingScopeIsLoggedAndNotCounted() {
        var account = realm.user("scope", user -> user.withDevice("64" + user.id(), SimulatedFactorType.SMS));
        var person = realm.person(account).signsInWithPassword();
        var mark = realm.log().mark();
        realm.oneLogin()
                .behave(BehaviorRule.on("* /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .fault("scope"));

        person.entersCode(realm.lastCodeOf(account)).sees("We couldn't check your code");

        realm.assertCounted(account, 0);
        assertThat(realm.log().since(mark))
                .anyMatch(line ->
                        line.contains(account.id()) && line.contains("the API credential lacks the scope Manage All"));
    }

    @Test
    @DisplayName("The extension skips an unreadable item in the list of devices and logs the item once")
    void unreadableItemIsSkippedAndLoggedOnce() {
        var mark = realm.log().mark();
        var account = realm.user(
                "odd-item",
                user -> user.withDevice("64" + user.id(), SimulatedFactorType.SMS)
                        .withDevice("no/id", SimulatedFactorType.of("YubiKey"))
                        .withDevice("7" + user.id(), SimulatedFactorType.of("Duo")));

        for (var login = 0; login < 2; login++) {
            var person = realm.person(account).signsInWithPassword().sees("We sent a text message");
            assertThat(person.asksForAnotherWay()
                            .sees("You have no other device or factor to use.")
                            .entersCode(realm.lastCodeOf(account))
                            .isSignedIn())
                    .isTrue();
        }

        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(account.id()) && line.contains("item 2 of 3")))
                .hasSize(1);
        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(account.id()) && line.contains("unknown factor type")))
                .hasSize(1);
    }

    @Test
    @DisplayName("A list of unreadable items offers no enrollment")
    void listOfUnreadableItemsOffersNoEnrollment() {
        var account = realm.user("odd-items", user -> user.withDevice("no/id", SimulatedFactorType.of("YubiKey")));

        var person = realm.person(account).signsInWithPassword();

        assertThat(person.isAskedForFactor()).isFalse();
        assertThat(person.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("A list with an unreadable device doesn't mean that a device was removed")
    void unreadableDeviceIsNotTakenForRemoved() {
        var account = devices.enrolled("keeps");
        realm.oneLogin()
                .behave(
                        BehaviorRule.on("GET /api/2/mfa/users/" + account.oneLoginId() + "/devices")
                                .body(
                                        200,
                                        "[{\"auth_factor_name\":\"SMS\"},{\"device_id\":\"99\",\"auth_factor_name\":\"Duo\"}]"));

        realm.person(account).signsInWithPassword().asksForAnotherWay();

        assertThat(realm.factorsOf(account)).hasSize(1);
    }

    @Test
    @DisplayName("The extension doesn't challenge a temporary token")
    void temporaryTokenIsNotChallenged() {
        var account = realm.user(
                "helped",
                user -> user.withDevice("64" + user.id(), SimulatedFactorType.SMS)
                        .withDevice("user_temp_otp_36216766", SimulatedFactorType.of("Temporary OTP")));

        var person = realm.person(account).signsInWithPassword().sees("We sent a text message");

        assertThat(person.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("The extension finds a device that no answer named as the new device in the list")
    @ValueSource(strings = {"SMS", "AUTHENTICATOR"})
    void deviceWithoutIdIsFoundAsNewDevice(String type) {
        var account = realm.user(
                "unnamed" + type, user -> user.offered(SimulatedFactorType.of(type), SimulatedFactorType.EMAIL));
        realm.oneLogin()
                .behave(BehaviorRule.on("* /api/2/mfa/users/" + account.oneLoginId() + "/registrations*")
                        .omit("device_id"));
        var person = realm.person(account)
                .signsInWithPassword()
                .choosesFactor(SimulatedFactorType.of(type).name());

        person.entersCode(
                type.equals("SMS")
                        ? realm.lastCodeOf(account)
                        : realm.oneLogin().appsOf(account.oneLoginId()).get(0).code());

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_device_id"))
                .isEqualTo(devices.of(account).stream()
                        .map(SimulatedDevice::deviceId)
                        .toList());
    }

    @Test
    @DisplayName("A removal of a missing device succeeds if OneLogin answers in the words of the API's first version")
    void missingDeviceInAnswerOfFirstVersionIsRemoved() {
        var account = devices.enrolled("removed-before");
        realm.oneLogin().behave(devices.removalsOf(account).goneDevice("bad_request"));
        var device = devices.of(account).get(0).deviceId();
        realm.oneLogin().deleteDevice(account.oneLoginId(), device);

        devices.removedByAdmin(account);

        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION").stream()
                        .map(event -> event.getDetails().get("reason")))
                .contains("onelogin_removed_in_onelogin");
    }

    @Test
    @DisplayName("A OneLogin Protect code that comes with the password sends no push")
    void protectCodeWithPasswordSendsNoPush() {
        var account = realm.user("typed", user -> user.withDevice("64" + user.id(), SimulatedFactorType.PROTECT));
        var device = devices.of(account).get(0).deviceId();

        var wrong = client.asks(account, Map.of("otp", "000000"));
        var token = client.asks(
                account, Map.of("otp", realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ZERO)));

        assertThat(wrong.error()).isEqualTo("invalid_grant");
        assertThat(token.isToken()).as(token.json().toString()).isTrue();
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
        realm.assertCounted(account, 0);
    }

    @Test
    @DisplayName("A client can request a push after a wrong OneLogin Protect code")
    void pushCanBeRequestedAfterWrongProtectCode() {
        var account = realm.user("pushed", user -> user.withDevice("64" + user.id(), SimulatedFactorType.PROTECT));
        client.asks(account, Map.of("otp", "000000"));

        var pending = client.asks(account, Map.of());
        assertThat(pending.error()).isEqualTo("authorization_pending");
        realm.oneLogin().approve(account.oneLoginId());

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> client.asks(account, Map.of("mfa_token", pending.text("mfa_token")))
                        .isToken());
    }
}
