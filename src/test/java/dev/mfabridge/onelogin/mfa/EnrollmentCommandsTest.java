package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.LATER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SENT;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneTimeCode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands of an enrollment, and of an authenticator app, whose calls differ from those of a verification (S1). */
class EnrollmentCommandsTest {
    private static final String REGISTRATIONS = "/api/2/mfa/users/64515901/registrations";
    private static final String ACCEPTED = "{\"id\":\"" + SENT + "\",\"status\":\"accepted\",\"device_id\":\"%s\"}";
    private static final OneTimeCode CODE = new OneTimeCode("012345");
    private static final Challenge REGISTERED =
            new Challenge(SMS, SENT, PHONE.id(), List.of(), FactorData.NONE, NOW, LATER, LATER, 3);

    private final ExecutedCommands oneLogin = new ExecutedCommands();

    @Test
    @DisplayName("A started registration has its id and its device")
    void startedRegistrationHasItsIdAndDevice() {
        var event = oneLogin.answer(201, ACCEPTED.formatted(PHONE.id())).execute(MfaFixtures.REGISTER);

        assertThat(event).isInstanceOfSatisfying(OneLoginEvent.RegistrationStarted.class, started -> {
            assertThat(started.command()).isEqualTo(MfaFixtures.REGISTER);
            assertThat(started.registration().id()).isEqualTo(SENT);
            assertThat(started.registration().deviceId()).contains(PHONE.id());
        });
        assertThat(oneLogin.calls).containsExactly("POST " + REGISTRATIONS);
    }

    @Test
    @DisplayName("The code and the poll of an enrollment are about its registration")
    void codeAndPollAreAboutRegistration() {
        oneLogin.answer(200, ACCEPTED.formatted(PHONE.id())).answer(200, ACCEPTED.formatted(PHONE.id()));

        assertThat(oneLogin.execute(new Command.VerifyCode(REGISTERED, CODE)))
                .asString()
                .contains("ACCEPTED");
        assertThat(oneLogin.execute(new Command.PollChallenge(REGISTERED)))
                .asString()
                .contains("ACCEPTED");
        assertThat(oneLogin.calls)
                .containsExactly("PUT " + REGISTRATIONS + "/" + SENT, "GET " + REGISTRATIONS + "/" + SENT);
    }

    @Test
    @DisplayName("An acceptance of another device than the registered one is none (S1)")
    void acceptanceOfOtherDeviceIsNoEnrollment() {
        oneLogin.answer(200, ACCEPTED.formatted(MfaFixtures.APP.id()));

        assertThat(oneLogin.execute(new Command.PollChallenge(REGISTERED)))
                .isEqualTo(new OneLoginEvent.PollUnanswered());
    }

    @Test
    @DisplayName("The code of an enrolled app is checked in one call")
    void codeOfAppIsCheckedInOneCall() {
        oneLogin.answer(200, ACCEPTED.formatted(MfaFixtures.APP.id()))
                .execute(new Command.VerifyCode(MfaFixtures.app(NOW, 3), CODE));

        assertThat(oneLogin.calls).containsExactly("POST /api/2/mfa/users/64515901/verifications");
    }
}
