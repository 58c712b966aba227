package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.Verification;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.List;

/** Check of one challenge: a device that the administrator chooses, and the user's code or out-of-band confirmation. */
final class ChallengeCheck {
    private final CheckSession session;
    private final UserResponse response;

    ChallengeCheck(CheckSession session, UserResponse response) {
        this.session = session;
        this.response = response;
    }

    void run(OneLoginId user, List<Device> devices) {
        var usable = devices.stream()
                .filter(device -> FactorType.of(device.authFactorName()).isKnown())
                .toList();
        if (usable.isEmpty()) {
            session.incomplete("The user has no device that the extension can challenge.");
            return;
        }
        new Choice(session)
                .of(usable, Device::authFactorName, Device::typeName)
                .ifPresentOrElse(
                        device -> challenge(user, device), () -> session.incomplete("No device was challenged."));
    }

    private void challenge(OneLoginId user, Device device) {
        var type = FactorType.of(device.authFactorName());
        if (type == FactorType.AUTHENTICATOR) {
            response.enter(
                            "Enter the code of the app: ",
                            code -> session.client().verifyAppCode(user, device.id(), code))
                    .orElseGet(response::noCode);
            return;
        }
        session.step(
                        "Challenge started",
                        () -> session.client().startVerification(user, device.id(), UserResponse.DELIVERY),
                        started -> Reading.read("started"))
                .ifPresent(started -> answer(user, device, type, started));
    }

    private void answer(OneLoginId user, Device device, FactorType type, Verification started) {
        if (type == FactorType.VOICE) {
            new FactorDataView(session).showVoiceCode(started.data());
        }
        response.await(
                type,
                code -> session.client().completeVerification(user, started.id(), device.id(), code),
                () -> session.client().pollVerification(user, started.id()));
    }
}
