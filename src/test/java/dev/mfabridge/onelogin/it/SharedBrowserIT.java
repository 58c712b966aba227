package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Remembered browsers that several users share (S8). */
class SharedBrowserIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void rememberForAWeek() {
        rememberFor("168");
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.USERS)
    @DisplayName("A browser is remembered for each of two users")
    void browserIsRememberedForEachOfTwoUsers() {
        var ann = remembered("ann");
        var bob = handsTo(ann, "bob");
        remember(bob);

        assertPasses(bob);
        assertPasses(ann);
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.USERS)
    @DisplayName("Another user's proof without the selected box forgets no other user")
    void anotherUsersProofWithoutBoxForgetsNobodyElse() {
        var cora = remembered("cora");
        var dan = handsTo(cora, "dan");

        prove(dan);

        assertPasses(cora);
        assertIsChallenged(dan);
    }

    @Test
    @DisplayName("A proof without the selected box forgets only that user")
    void proofWithoutBoxForgetsOnlyThatUser() {
        var eve = remembered("eve");
        var fay = handsTo(eve, "fay");
        remember(fay);

        eve.person().signsInWithPassword().opensLogin(Map.of("prompt", "login")).confirmsPassword();
        eve.person().entersCode(realm.lastCodeOf(eve.user())).signsOut();

        assertIsChallenged(eve);
        assertPasses(fay);
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.USERS)
    @DisplayName("A proof in a flow that remembers no browsers changes nothing")
    void proofInFlowWithoutRememberingChangesNothing() {
        var gil = remembered("gil");
        rememberFor("0");
        prove(gil);
        rememberFor("168");

        assertPasses(gil);
    }

    @Test
    @DisplayName("A browser is remembered for the last four users, and its cookie stays small")
    void browserIsRememberedForTheLastFourUsers() {
        var first = remembered("first");
        var others = IntStream.rangeClosed(2, 5)
                .mapToObj(number -> handsTo(first, "user" + number))
                .toList();
        others.forEach(SharedBrowserIT::remember);

        others.forEach(SharedBrowserIT::assertPasses);
        assertIsChallenged(first);
        for (var cookie : new String[] {"ONELOGIN_MFA_REMEMBERED", "ONELOGIN_MFA_BROWSER"}) {
            assertThat(first.person().cookie(cookie)).hasSizeLessThan(2_800).contains("~");
        }
    }

    /** User in front of the shared browser. */
    private record Sharer(Person person, TestUser user) {}

    private static Sharer remembered(String name) {
        var user = realm.user(name).withDevice(SimulatedFactorType.SMS);
        var sharer = new Sharer(realm.person(user), user);
        remember(sharer);
        return sharer;
    }

    private static Sharer handsTo(Sharer sharer, String name) {
        var user = realm.user(name).withDevice(SimulatedFactorType.SMS);
        return new Sharer(sharer.person().handsTheBrowserTo(user), user);
    }

    private static void remember(Sharer sharer) {
        var person = sharer.person().signsInWithPassword();
        assertThat(person.isAskedForCode()).isTrue();
        person.entersCodeToBeRemembered(realm.lastCodeOf(sharer.user()));
        assertThat(person.isSignedIn()).isTrue();
        person.signsOut();
    }

    private static void prove(Sharer sharer) {
        var person = sharer.person().signsInWithPassword();
        assertThat(person.isAskedForCode()).isTrue();
        assertThat(person.entersCode(realm.lastCodeOf(sharer.user())).isSignedIn())
                .isTrue();
        person.signsOut();
    }

    private static void assertPasses(Sharer sharer) {
        assertThat(sharer.person().signsInWithPassword().isSignedIn()).isTrue();
        sharer.person().signsOut();
    }

    private static void assertIsChallenged(Sharer sharer) {
        assertThat(sharer.person().signsInWithPassword().isAskedForCode()).isTrue();
        sharer.person().signsOut();
    }

    private static void rememberFor(String hours) {
        realm.execution()
                .configure(
                        Map.of(ConfigProperty.REMEMBER_HOURS.key(), hours, ConfigProperty.MESSAGE_LIMIT.key(), "100"));
    }
}
