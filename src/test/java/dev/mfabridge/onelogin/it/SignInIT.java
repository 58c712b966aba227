package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins with only a password, on which the other integration tests rely. */
@Tag("core")
class SignInIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().lockingOutAfter(3);

    @Test
    @DisplayName("A password is enough in a flow without another execution")
    void passwordIsEnoughWithoutOtherExecution() {
        var alice = realm.person(realm.user("alice")).signsInWithPassword();

        assertThat(alice.isSignedIn()).isTrue();
        assertThat(alice.claims().path("preferred_username").asText()).isEqualTo("alice");
    }

    @Test
    @DisplayName("A wrong password counts as a failed attempt until the lockout of the user")
    void wrongPasswordIsCountedUntilLockout() {
        var user = realm.user("bob");
        var mark = realm.log().mark();
        var bob = realm.person(user).signsInWithPassword("wrong").sees("Invalid username or password");

        realm.assertCounted(user, 1);
        assertThat(realm.events(user, "LOGIN_ERROR")).hasSize(1);
        assertThat(realm.log().since(mark)).anyMatch(line -> line.contains("LOGIN_ERROR"));

        bob.signsInWithPassword("wrong");
        realm.assertCounted(user, 2);
        bob.signsInWithPassword("wrong");
        realm.assertCounted(user, 3);

        assertThat(realm.isLockedOut(user)).isTrue();
        assertThat(bob.signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.USERS)
    @DisplayName("An older page that the user sends again leads back to the login")
    void olderPageLeadsBackToLogin() {
        var carol = realm.person(realm.user("carol")).opensLogin().signsInWithPassword("wrong");

        carol.reloads().sees("Sign in to your account").goesBack().goesBack();

        assertThat(carol.signsInWithPassword().isSignedIn()).isFalse();
        assertThat(carol.sees("Sign in to your account").signsInWithPassword().isSignedIn())
                .isTrue();
    }
}
