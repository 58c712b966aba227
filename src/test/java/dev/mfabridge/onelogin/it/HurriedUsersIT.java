package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who press a button twice or too early, change the language, or start over (S4, S5). */
class HurriedUsersIT {
    private static final String CODE_FORM = "#onelogin-code-form";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(settings -> {
        settings.setInternationalizationEnabled(true);
        settings.setSupportedLocales(Set.of("en", "de", "ar"));
        settings.setDefaultLocale("en");
        // With it, Keycloak rejects a form that arrives before the result of the one before is stored.
        settings.setBruteForceProtected(false);
    });

    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(2);

    /** Realm in which a login times out after seconds. */
    @RegisterExtension
    static final TestRealm brief = TestRealm.withOneLogin()
            .customized(settings -> settings.setAccessCodeLifespanLogin((int) LOGIN_TIMEOUT.toSeconds()));

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("A user who requests another message too early has no failed attempt, and no event says so")
    void earlyRequestOfMessageIsNoError() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        var ann = realm.person(user).signsInWithPassword();

        ann.requestsAnotherMessage().sees("You can try again in 0:");

        assertThat(realm.events(user, "LOGIN_ERROR")).isEmpty();
        assertThat(ann.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(
            on = {"S1", "S5"},
            kind = AttackKind.USERS)
    @DisplayName("A form with the right code that is sent twice at once signs in without an error")
    void formSentTwiceAtOnceSignsIn() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        var browser = new Browser();
        var ben = realm.person(browser, user).signsInWithPassword();
        var target = ben.page().target(CODE_FORM);
        var form = Map.of("otp", realm.lastCodeOf(user), "login", "");
        var pages = new Page[2];

        new Together()
                .at(0, () -> pages[0] = browser.post(target, form))
                .at(0, () -> pages[1] = browser.post(target, form))
                .run();

        assertThat(pages)
                .allSatisfy(page -> assertThat(page.status()).isLessThan(500))
                .anySatisfy(page -> assertThat(page.redirect()).isPresent());
        assertThat(realm.events(user, "LOGIN_ERROR"))
                .noneMatch(event -> event.getError().equals("invalid_user_credentials"));
        assertThat(realm.factorsOf(user)).hasSize(1);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.USERS)
    @DisplayName("A user who changes the language keeps the challenge, and gets no other message")
    void changeOfLanguageKeepsTheChallenge() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        var cora = realm.person(user).signsInWithPassword();

        var address = cora.page().reloadAddress();

        for (var language : List.of("de", "ar", "en")) {
            cora.opens(URI.create(address + "&kc_locale=" + language));
            assertThat(cora.page().element("html").attr("lang")).isEqualTo(language);
        }

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(cora.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(
            on = {"S1", "S6"},
            kind = AttackKind.USERS)
    @DisplayName("A user who starts over needs the password again, and the earlier code signs no user in")
    void restartInvalidatesTheCode() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        var dan = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        var restart = dan.page().element("#reset-login").attr("onclick").split("'")[1];

        dan.opens(dan.page().address().resolve(restart));

        assertThat(dan.page().has("#kc-form-login")).isTrue();
        dan.signsInWithPassword();
        assertThat(dan.entersCode(code).isSignedIn()).isFalse();
        assertThat(dan.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(
            on = {"S1", "S6"},
            kind = AttackKind.USERS)
    @DisplayName("A login that timed out in Keycloak starts over, and even the right code signs no user in")
    void timedOutLoginSignsNobodyIn() {
        var user = brief.user("eve").withDevice(SimulatedFactorType.SMS);
        var eve = brief.person(user).signsInWithPassword();
        Awaitility.await()
                .pollDelay(LOGIN_TIMEOUT.plusSeconds(1))
                .atMost(LOGIN_TIMEOUT.plusSeconds(5))
                .until(() -> true);

        eve.submits(CODE_FORM, Map.of("otp", brief.lastCodeOf(user), "login", ""));

        assertThat(eve.isSignedIn()).isFalse();
        assertThat(eve.page().has("#kc-form-login")).as(eve.page().text()).isTrue();
        brief.assertCounted(user, 0);
    }
}
