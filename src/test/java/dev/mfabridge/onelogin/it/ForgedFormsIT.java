package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that no page of the login contains (S1, S6). */
class ForgedFormsIT {
    private static final String CODE_FORM = "#onelogin-code-form";
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @Attack(
            on = {"S1", "S6"},
            kind = AttackKind.FORGERY)
    @DisplayName("Fields that the page doesn't offer sign no user in, and the code stays valid")
    void inventedFieldsSignNoUserIn() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        var ann = realm.person(user).signsInWithPassword();
        var invented = List.of(
                "answered", "later", "remember", "start", "cancel-aia", "accepted", "proven", "state", "credentialId");

        for (var field : invented) {
            ann.submits(CODE_FORM, Map.of(field, "true"));
            assertThat(ann.isSignedIn()).as(field).isFalse();
        }

        assertThat(ann.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @Attack(
            on = {"S1", "S3"},
            kind = AttackKind.FORGERY)
    @DisplayName("A form with fifty codes is one attempt at most, and the right code among them signs no user in")
    void formWithManyCodesIsOneAttempt() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        var browser = new Browser();
        var ben = realm.person(browser, user).signsInWithPassword();
        var codes = new StringBuilder("login=");
        IntStream.range(0, 50).forEach(guess -> codes.append("&otp=%06d".formatted(guess)));
        codes.append("&otp=").append(realm.lastCodeOf(user));

        var page = browser.post(ben.page().target(CODE_FORM), FORM, codes.toString());

        assertThat(page.redirect()).isEmpty();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .filteredOn(call -> call.method().equals("PUT"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @Attack(
            on = {"S1", "S5"},
            kind = AttackKind.FORGERY)
    @DisplayName("A body that is no form causes no error and is no attempt, and the code stays valid")
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "text/plain"})
    void bodyThatIsNoFormIsNoAttempt(String contentType) {
        var user = realm.user("cora-" + contentType.substring(0, 4)).withDevice(SimulatedFactorType.SMS);
        var browser = new Browser();
        var cora = realm.person(browser, user).signsInWithPassword();
        var body = "{\"otp\":\"000000\"}\r\n--x--\r\n";

        var page = browser.post(cora.page().target(CODE_FORM), contentType, body);

        assertThat(page.status()).isLessThan(500);
        assertThat(page.redirect()).isEmpty();
        realm.assertCounted(user, 0);
        assertThat(cora.reloads().entersCode(realm.lastCodeOf(user)).isSignedIn())
                .isTrue();
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.FORGERY)
    @DisplayName("A code of a hundred thousand digits causes no error and is no attempt, and the code stays valid")
    void codeOfManyDigitsIsNoAttempt() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        var dan = realm.person(user).signsInWithPassword();

        dan.submits(CODE_FORM, Map.of("otp", "7".repeat(100_000), "login", ""));

        assertThat(dan.page().status()).isLessThan(500);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.method().equals("PUT"));
        realm.assertCounted(user, 0);
        assertThat(dan.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.FORGERY)
    @DisplayName("The form of another user's page signs no user in, and the other user's code stays valid")
    void formOfAnotherUsersPageSignsNobodyIn() {
        var victim = realm.user("eve").withDevice(SimulatedFactorType.SMS);
        var attacker = realm.user("mallory").withDevice(SimulatedFactorType.SMS);
        var eve = realm.person(victim).signsInWithPassword();
        var browser = new Browser();
        realm.person(browser, attacker).signsInWithPassword();
        var target = eve.page().target(CODE_FORM);

        for (var code : List.of(realm.lastCodeOf(attacker), realm.lastCodeOf(victim))) {
            assertThat(browser.post(target, Map.of("otp", code, "login", "")).redirect())
                    .isEmpty();
        }

        assertThat(eve.entersCode(realm.lastCodeOf(victim)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.FORGERY)
    @DisplayName("Markup in the name of a device is a text on the page")
    void markupInNameIsText() {
        var name = "<script>alert(1)</script><img src=x onerror=y>";
        var user = realm.user("fay").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL, name);

        var fay = realm.person(user).signsInWithPassword().asksForAnotherWay();

        assertThat(fay.page().body()).doesNotContain("<script>alert", "<img src=x");
        fay.sees("<script>alert(1)");
    }
}
