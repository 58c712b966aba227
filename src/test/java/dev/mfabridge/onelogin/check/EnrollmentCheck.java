package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.Factor;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.ReadableItems;
import dev.mfabridge.onelogin.client.Registration;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.List;

/** Check of one registration: a factor that the administrator chooses, and the removal of the new device. */
final class EnrollmentCheck {
    private final CheckSession session;
    private final AccountCheck account;
    private final UserResponse response;

    EnrollmentCheck(CheckSession session, AccountCheck account, UserResponse response) {
        this.session = session;
        this.account = account;
        this.response = response;
    }

    void run(OneLoginId user, List<Factor> factors) {
        var usable = factors.stream()
                .filter(factor -> FactorType.of(factor.authFactorName()).isKnown())
                .toList();
        if (usable.isEmpty()) {
            session.incomplete("OneLogin offers the user no factor that the extension can enroll.");
            return;
        }
        new Choice(session)
                .of(usable, Factor::authFactorName, Factor::name)
                .ifPresentOrElse(factor -> enroll(user, factor), () -> session.incomplete("No factor was enrolled."));
    }

    /**
     * Reads the devices immediately before the registration. The check removes only a device that is not in this list (S10).
     */
    private void enroll(OneLoginId user, Factor factor) {
        account.devices("Devices before the registration", user)
                .filter(ReadableItems::isComplete)
                .ifPresentOrElse(
                        before -> enroll(user, factor, new NewDevice(session, account, user, before.items())),
                        () -> session.incomplete(
                                "No factor was enrolled: the list of devices can't be read completely, so"
                                        + " the check could not recognize the new device."));
    }

    private void enroll(OneLoginId user, Factor factor, NewDevice device) {
        session.terminal()
                .print("If you stop the program now, remove the device \"" + NewDevice.NAME
                        + "\" in OneLogin yourself.");
        var type = FactorType.of(factor.authFactorName());
        var result = session.step(
                        "Registration started",
                        () -> session.client()
                                .startRegistration(user, factor.id(), NewDevice.NAME, UserResponse.DELIVERY),
                        started -> Reading.read("started"))
                .map(started -> answer(user, type, started))
                .orElse(ChallengeResult.OPEN);
        // A registration with a lost or unreadable answer may have started nevertheless.
        device.remove(type, result);
    }

    private ChallengeResult answer(OneLoginId user, FactorType type, Registration started) {
        show(type, started);
        var result = response.await(
                type,
                code -> session.client().completeRegistration(user, started.id(), code),
                () -> session.client().pollRegistration(user, started.id()));
        return new ChallengeResult(result.isAccepted(), result.device().or(started::deviceId));
    }

    private void show(FactorType type, Registration started) {
        var view = new FactorDataView(session);
        switch (type) {
            case VOICE -> view.showVoiceCode(started.data());
            case PROTECT -> view.showProtectToken(started.data());
            case AUTHENTICATOR -> view.showAppKey(started.data());
            default -> {}
        }
    }
}
