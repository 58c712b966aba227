package dev.mfabridge.onelogin.check;

import static dev.mfabridge.onelogin.check.PublishableReport.publishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Check of each factor type in each form of OneLogin's answers. */
class EveryFormTest {
    private static final List<SimulatedFactorType> FACTORS = List.of(
            SimulatedFactorType.SMS,
            SimulatedFactorType.EMAIL,
            SimulatedFactorType.EMAIL_LINK,
            SimulatedFactorType.VOICE,
            SimulatedFactorType.PROTECT,
            SimulatedFactorType.AUTHENTICATOR);
    private static final List<BehaviorRule> FORMS = List.of(
            BehaviorRule.always(),
            BehaviorRule.always().shape("array"),
            BehaviorRule.always().ids("number"),
            BehaviorRule.always().family("openapi"),
            BehaviorRule.always().success("status"),
            BehaviorRule.always().success("flat"),
            BehaviorRule.always().token("wrapped"),
            BehaviorRule.always().token("text"),
            BehaviorRule.on("POST *").omit("device_id", "user_id", "expires_at"));

    private final SimulatedAccount account = new SimulatedAccount();
    private final SimulatedPerson person = new SimulatedPerson(account);

    static Stream<Arguments> everyFactorInEveryForm() {
        return FACTORS.stream().flatMap(factor -> FORMS.stream().map(form -> Arguments.of(factor, form)));
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @ParameterizedTest
    @DisplayName("The check challenges a device in every form of answers, and the report can be published")
    @MethodSource("everyFactorInEveryForm")
    void deviceIsChallengedInEveryForm(SimulatedFactorType factor, BehaviorRule form) {
        account.with(SimulatedAccount.user().withDevice("77665544", factor, "Marvin's 5550123"))
                .withRule(form);

        var result = publishable(account, account.check(person.approving(factor), "--challenge"));

        assertThat(result.status()).as("%s", result).isZero();
        assertThat(result.block()).containsPattern("(the code is accepted|\\(accepted\\))");
    }

    @ParameterizedTest
    @DisplayName(
            "A device is enrolled and removed again, the user's other device stays, and the report can be published")
    @MethodSource("everyFactorInEveryForm")
    void deviceIsEnrolledAndRemovedInEveryForm(SimulatedFactorType factor, BehaviorRule form) {
        var other = factor.equals(SimulatedFactorType.SMS) ? SimulatedFactorType.EMAIL : SimulatedFactorType.SMS;
        account.with(SimulatedAccount.user().offered(factor).withDevice("77665544", other, "Marvin's 5550123"))
                .withRule(form);

        var result = publishable(account, account.check(person.proving(factor), "--enroll"));

        assertThat(result.status()).as("%s", result).isZero();
        assertThat(result.block()).contains("## Device removed");
        assertThat(account.phone().devicesOf(SimulatedAccount.USER))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly("77665544");
    }

    @ParameterizedTest
    @DisplayName("The check reads a wrong code in every form and accepts the right code afterwards")
    @ValueSource(strings = {"pending", "unauthorized", "failed", "unprocessable", "forbidden"})
    void wrongCodeIsReadInEveryForm(String form) {
        account.with(SimulatedAccount.user().withDevice("77665544", SimulatedFactorType.SMS))
                .withRule(BehaviorRule.always().wrongCode(form));
        var entered = Stream.of("no-code", "").iterator();
        var terminal = person.proving(SimulatedFactorType.SMS);
        var right = new ScriptedTerminal()
                .types("Number", "1")
                .types("Type yes", "yes")
                .types(
                        "Enter the code",
                        () -> entered.next().isEmpty()
                                ? terminal.read("Enter the code").orElseThrow()
                                : "no-code");

        var result = publishable(account, account.check(right, "--challenge"));

        assertThat(result.status()).as("%s", result).isZero();
        assertThat(result.block())
                .containsPattern("the code is (wrong|forbidden)")
                .contains("the code is accepted")
                .doesNotContain("no-code");
    }

    @Test
    @DisplayName("The report counts polls with the same answer")
    void equalPollsAreCountedInTheReport() {
        account.with(SimulatedAccount.user().withDevice("77665544", SimulatedFactorType.PROTECT));
        var pauses = Stream.of(false, false, true).iterator();
        account.pausing(() -> {
            if (pauses.next()) {
                account.phone().approve(SimulatedAccount.USER);
            }
        });

        var result = publishable(account, account.check(person.proving(SimulatedFactorType.PROTECT), "--challenge"));

        assertThat(result.block()).contains("## Polled (3 times)").contains("(accepted)");
    }

    @Test
    @DisplayName("The check without options sends nothing to the user")
    void defaultsSendNothingToTheUser() {
        account.with(SimulatedAccount.user()
                .offered(SimulatedFactorType.SMS)
                .withDevice("77665544", SimulatedFactorType.EMAIL));

        var result = publishable(account, account.check(person.proving(SimulatedFactorType.SMS)));

        assertThat(result.status()).isZero();
        assertThat(account.phone().calls())
                .extracting(RecordedCall::method, RecordedCall::path)
                .satisfiesExactly(
                        call -> assertThat(call.toList()).contains("/auth/oauth2/v2/token"),
                        call -> assertThat(call.toList()).contains("GET"),
                        call -> assertThat(call.toList()).contains("GET"),
                        call -> assertThat(call.toList()).contains("GET"));
    }
}
