package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.admin.TokenRequest;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Temporary tokens while OneLogin fails: the help desk and the user learn what to do. */
class TemporaryTokenFaultsIT {
    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @ParameterizedTest
    @ValueSource(strings = {"500", "503", "429", "html", "hang", "reset", "truncated", "empty"})
    @Attack(on = "S7", kind = AttackKind.SERVER)
    @DisplayName("If OneLogin creates no token, the answer says so and has no token, and another try works")
    void faultIsReported(String fault) {
        var user = realm.user("desk-" + fault);
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/mfa_token")
                        .fault(fault)
                        .once());

        var refusal = catchThrowableOfType(
                WebApplicationException.class, () -> realm.api().issueToken(user.id(), new TokenRequest(60, false)));

        assertThat(refusal.getResponse().getStatus()).isIn(429, 502, 503);
        assertThat(refusal.getResponse().readEntity(String.class))
                .contains("OneLogin")
                .doesNotContain("\"token\"");
        // After HTTP 429, the extension waits as long as OneLogin asks for.
        var token = Awaitility.await()
                .ignoreExceptionsInstanceOf(WebApplicationException.class)
                .until(() -> realm.api().issueToken(user.id(), new TokenRequest(60, false)), Objects::nonNull);
        assertThat(realm.person(user)
                        .signsInWithPassword()
                        .entersCode(token.token())
                        .isSignedIn())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "503", "429", "html", "hang", "reset", "truncated", "empty"})
    @Attack(on = "S1", kind = AttackKind.SERVER)
    @DisplayName("If OneLogin can't check a token, the user isn't signed in, and the same token works later")
    void userKeepsTheToken(String fault) {
        var user = realm.user("user-" + fault).enrolled(SimulatedFactorType.SMS);
        var token = realm.api().issueToken(user.id(), new TokenRequest(60, true));
        var person = realm.person(user).signsInWithPassword().hasCodeFromHelpDesk();
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/verifications")
                        .fault(fault)
                        .once());

        assertThat(person.entersCode(token.token()).isSignedIn()).isFalse();
        assertThat(person.page().status()).isLessThan(500);

        Awaitility.await().pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            var again = realm.person(user).signsInWithPassword().hasCodeFromHelpDesk();
            assertThat(again.entersCode(token.token()).isSignedIn())
                    .as(again.page().text())
                    .isTrue();
        });
    }
}
