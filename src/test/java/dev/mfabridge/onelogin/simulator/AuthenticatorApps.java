package dev.mfabridge.onelogin.simulator;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Authenticator apps on the users' phones: those of enrolled devices, then those of pending registrations. */
final class AuthenticatorApps {
    private final Directory directory;
    private final Challenges challenges;
    private final AppCodes codes;

    AuthenticatorApps(Directory directory, Challenges challenges, AppCodes codes) {
        this.directory = directory;
        this.challenges = challenges;
        this.codes = codes;
    }

    /**
     * Lists the apps with their codes.
     *
     * @param ahead the time by which the phones' clocks are ahead of the simulator's clock
     */
    List<AuthenticatorApp> list(Duration ahead) {
        var enrolled = directory.users().stream()
                .flatMap(user -> user.devices().stream()
                        .filter(device -> device.kind().hasApp())
                        .map(device -> app(user.id(), device, true, ahead)));
        var pending = challenges.open().stream()
                .filter(challenge -> challenge.purpose() == SimulatedChallenge.ChallengePurpose.REGISTRATION)
                .filter(challenge -> challenge.device().kind().hasApp())
                .map(challenge -> app(challenge.userId(), challenge.device(), false, ahead));
        return Stream.concat(enrolled, pending).toList();
    }

    private AuthenticatorApp app(long userId, SimulatedDevice device, boolean enrolled, Duration ahead) {
        return new AuthenticatorApp(
                userId,
                device.deviceId(),
                device.kind().kind(),
                device.userDisplayName(),
                enrolled,
                codes.shownBy(device, ahead),
                codes.secondsLeft(ahead));
    }
}
