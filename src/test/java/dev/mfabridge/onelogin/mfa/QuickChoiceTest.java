package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.EMAIL;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SMS;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.mfa.MfaStateMachine.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Choice of a factor within ten seconds of the list before the offer: only then does no other list precede the registration (S2). */
class QuickChoiceTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Command LIST = new Command.ListDevices(USER, new QueryPurpose.Enroll(SMS));
    private static final UserEvent.Chosen CHOICE = new UserEvent.Chosen(SMS.id().value(), Optional.empty());

    @ParameterizedTest
    @DisplayName("A choice up to ten seconds after the list starts the registration at once")
    @ValueSource(strings = {"PT0S", "PT9.999S", "PT10S"})
    void quickChoiceRegistersAtOnce(Duration age) {
        assertThat(choose(NOW.minus(age))).contains(MfaFixtures.REGISTER);
    }

    @Test
    @DisplayName("A quick choice registers the factor with the name that the user gave the device")
    void quickChoiceKeepsTheName() {
        var named = new UserEvent.Chosen(SMS.id().value(), Optional.of(new Label("Work phone")));

        var transition = new MfaStateMachine(POLICY).on(offered(NOW), named, NOW);

        assertThat(transition.command())
                .contains(new Command.StartRegistration(
                        SMS.withLabel(new Label("Work phone")), POLICY.codeLifetime(), false, List.of()));
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A choice more than ten seconds after the list lists the devices again (S2)")
    void slowChoiceListsAgain() {
        assertThat(choose(NOW.minus(TEN_SECONDS).minusNanos(1))).contains(LIST);
        assertThat(choose(Instant.MIN)).contains(LIST);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A list in the future is of another clock, so the devices are listed again (S2)")
    void clockThatIsBehindListsAgain() {
        assertThat(choose(NOW.plusNanos(1))).contains(LIST);
        assertThat(choose(Instant.MAX)).contains(LIST);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A choice without a list before the offer lists the devices (S2)")
    void choiceWithoutListListsDevices() {
        assertThat(choose(null)).contains(LIST);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user who adds a factor never registers it at once, whatever the state says (S2)")
    void addedFactorIsNeverRegisteredAtOnce() {
        var transition = new MfaStateMachine(POLICY, Task.ADD).on(offered(NOW), CHOICE, NOW);

        assertThat(transition.command()).contains(LIST);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user registers nothing if enrollment was switched off since the offer (S2)")
    void choiceWithoutEnrollmentListsAgain() {
        var stateMachine = new MfaStateMachine(POLICY.withEnrollment(EnrollmentMode.OFF));

        var transition = stateMachine.on(offered(NOW), CHOICE, NOW);
        assertThat(transition.command()).contains(LIST);
        assertThat(stateMachine.on(transition.state(), MfaEvents.named("no devices, SMS chosen"), NOW))
                .isEqualTo(Transition.to(new State.Failed(FailureReason.NOT_ENROLLED, NOW)));
    }

    @Test
    @DisplayName("An offer to a user who adds a factor has no time of a list, since no list came before")
    void offerOfAnotherFactorHasNoList() {
        var stateMachine = new MfaStateMachine(POLICY, Task.ADD);

        assertThat(List.of("start", "awaiting, enrolling")).allSatisfy(name -> {
            var offer = stateMachine.on(MfaStates.named(name), MfaEvents.named("two factors"), NOW);
            assertThat(offer.state())
                    .isInstanceOfSatisfying(
                            State.ChoosingFactor.class,
                            choosing -> assertThat(choosing.listedAt()).isNull());
        });
    }

    @ParameterizedTest
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("Factors are listed only after a list without a device, unless the user adds one (S2)")
    @EnumSource(mode = Mode.EXCLUDE, names = "ADD")
    void factorsAreListedOnlyAfterListWithoutDevice(Task task) {
        var stateMachine = new MfaStateMachine(POLICY, task);

        var listing = StateEventPair.all().stream()
                .filter(pair -> stateMachine.on(pair.state(), pair.event(), NOW).command().stream()
                        .anyMatch(Command.ListFactors.class::isInstance))
                .toList();

        assertThat(listing)
                .isNotEmpty()
                .allMatch(pair -> pair.event() instanceof OneLoginEvent.DevicesListed listed && listed.isNone());
    }

    @ParameterizedTest
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A list without a device comes before each registration, in the request or as the recent one (S2)")
    @EnumSource(mode = Mode.EXCLUDE, names = "ADD")
    void registrationFollowsListWithoutDevice(Task task) {
        var stateMachine = new MfaStateMachine(POLICY, task);

        var registering = StateEventPair.all().stream()
                .filter(pair -> stateMachine.on(pair.state(), pair.event(), NOW).command().stream()
                        .anyMatch(Command.StartRegistration.class::isInstance))
                .toList();

        assertThat(registering)
                .isNotEmpty()
                .allMatch(pair -> pair.event() instanceof OneLoginEvent.DevicesListed listed && listed.isNone()
                        || pair.event() instanceof OneLoginEvent.FactorsListed
                        || pair.state().equals(offered(NOW)));
    }

    private static Optional<Command> choose(Instant listedAt) {
        return new MfaStateMachine(POLICY).on(offered(listedAt), CHOICE, NOW).command();
    }

    private static State offered(Instant listedAt) {
        return new State.ChoosingFactor(List.of(SMS, EMAIL), listedAt);
    }
}
