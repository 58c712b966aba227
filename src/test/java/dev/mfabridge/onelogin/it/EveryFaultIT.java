package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins in which one call to OneLogin fails (S1, S5). */
@Tag("this-machine")
class EveryFaultIT {
    private static final List<String> FAULTS =
            List.of("500", "503", "429", "scope", "reset", "html", "empty", "truncated");
    private static final int FAULTS_OF_CALL = 2;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    final OwnOneLogin oneLogin = new OwnOneLogin();

    /** Call that fails, with the user's action that causes the call. */
    private enum FaultyCall {
        TOKEN("POST /auth/oauth2/v2/token", SimulatedFactorType.SMS),
        LOOKUP("GET /api/2/users", SimulatedFactorType.SMS),
        DEVICES("GET /api/2/mfa/users/*/devices", SimulatedFactorType.SMS),
        CHALLENGE("POST /api/2/mfa/users/*/verifications", SimulatedFactorType.SMS),
        CHECK("PUT /api/2/mfa/users/*/verifications/*", SimulatedFactorType.SMS),
        POLL("GET /api/2/mfa/users/*/verifications/*", SimulatedFactorType.PROTECT),
        FACTORS("GET /api/2/mfa/users/*/factors", null),
        REGISTRATION("POST /api/2/mfa/users/*/registrations", null),
        COMPLETION("PUT /api/2/mfa/users/*/registrations/*", null);

        private final String match;
        private final SimulatedFactorType device;

        FaultyCall(String match, SimulatedFactorType device) {
            this.match = match;
            this.device = device;
        }
    }

    /** Returns each call with some of the faults, so that every fault is tried at several calls. */
    static Stream<Arguments> faults() {
        return Stream.of(FaultyCall.values())
                .flatMap(call -> IntStream.range(0, FAULTS_OF_CALL)
                        .mapToObj(number -> Arguments.of(
                                call,
                                FAULTS.get(
                                        (call.ordinal() + number * FAULTS.size() / FAULTS_OF_CALL) % FAULTS.size()))));
    }

    @ParameterizedTest
    @Attack(
            on = {"S1", "S5"},
            kind = AttackKind.SERVER)
    @DisplayName("A fault at any call of a login signs no user in and is no failed attempt")
    @MethodSource("faults")
    void faultSignsNoUserInAndIsNotCounted(FaultyCall call, String fault) {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.BASE_URL.key(), oneLogin.baseUrl(), ConfigProperty.ALLOWED_FACTORS.key(), ""));
        var user = user(call, fault);
        oneLogin.client().behave(BehaviorRule.on(call.match).fault(fault));
        var person = realm.person(user).signsInWithPassword();
        proves(person, user);

        assertThat(person.isSignedIn()).isFalse();
        assertThat(person.page().status()).isLessThan(500);
        realm.assertCounted(user, 0);
        assertThat(oneLogin.client().calls())
                .anyMatch(made -> (made.method() + " " + made.path()).matches(call.match.replace("*", "[^/]+")));
    }

    private TestUser user(FaultyCall call, String fault) {
        var user = realm.user(call.name().toLowerCase(Locale.ROOT) + fault);
        var simulated = SimulatedUser.named(user.oneLoginId(), user.username()).withEmail(user.email());
        var device = String.valueOf(user.oneLoginId());
        oneLogin.client()
                .addUser(
                        call.device == null
                                ? simulated.offered(SimulatedFactorType.SMS)
                                : simulated.withDevice(device, call.device, "phone"));
        return user;
    }

    /** Enters the right code, or approves the push, if the page asks for it. */
    private void proves(Person person, TestUser user) {
        if (person.isWaiting()) {
            oneLogin.client().approve(user.oneLoginId());
            person.checksConfirmation();
        } else if (person.isAskedForCode()) {
            person.entersCode(oneLogin.client().lastCodeFor(user.oneLoginId()).orElseThrow());
        }
    }
}
