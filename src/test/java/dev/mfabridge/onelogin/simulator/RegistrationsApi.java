package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.util.UUID;

/** {@code /api/2/mfa/users/{user_id}/registrations}: enrolling a factor. */
final class RegistrationsApi {
    private final Directory directory;
    private final Challenges challenges;
    private final Messages messages;
    private final AppCodes apps;
    private final Clock clock;

    RegistrationsApi(Directory directory, Challenges challenges, Messages messages, AppCodes apps, Clock clock) {
        this.directory = directory;
        this.challenges = challenges;
        this.messages = messages;
        this.apps = apps;
        this.clock = clock;
    }

    Answer create(ApiRequest request) {
        var user = MfaApi.userWhoMaySignIn(directory, request);
        var body = request.json();
        var factorId = body.requiredId("factor_id");
        var displayName = body.requiredText("display_name");
        var factor = enrollable(user, factorId);
        var delivery = Delivery.read(body, factor);
        var verified = body.flag("verified");
        requireThatItCanBeEnrolled(user, factor, verified);

        var device = SimulatedDevice.named(directory.newDeviceId(), factor, displayName);
        var challenge = new Challenge(
                UUID.randomUUID().toString(),
                Challenge.Purpose.REGISTRATION,
                user.id(),
                device,
                Proofs.toEnrol(user, device, delivery, request.effect()),
                clock.instant().plusSeconds(delivery.seconds()),
                Message.State.OPEN);
        var content = challenge.proof().content().map(delivery::fill);
        if (!verified) {
            content.ifPresent(filled -> messages.send(user, challenge, filled));
        }
        challenges.open(challenge);
        var done = verified && request.effect().of(Aspect.STATUS).isEmpty();
        return ChallengeRecord.answer(
                201, done ? challenges.accept(challenge) : challenge, RecordForm.BEGUN_REGISTRATION, request.effect());
    }

    Answer answer(ApiRequest request) {
        MfaApi.userWhoMaySignIn(directory, request);
        var otp = request.json().otp();
        var open =
                challenges.findOpen(Challenge.Purpose.REGISTRATION, request.userId(), request.path("registration_id"));
        var settled = switch (Typed.judge(open, otp, apps, request.effect(), "pending")) {
            case RIGHT -> challenges.accept(open);
            case WRONG -> open;
            case REJECTED -> challenges.reject(open);
        };
        return ChallengeRecord.answer(200, settled, RecordForm.VERIFIED, request.effect());
    }

    Answer read(ApiRequest request) {
        MfaApi.user(directory, request);
        return ChallengeRecord.answer(
                200,
                challenges.asked(Challenge.Purpose.REGISTRATION, request.path("registration_id"), request),
                RecordForm.ASKED_REGISTRATION,
                request.effect());
    }

    private static FactorType enrollable(SimulatedUser user, String factorId) {
        return user.enrollable().stream()
                .filter(factor -> Long.toString(factor.id()).equals(factorId))
                .findFirst()
                .orElseThrow(() -> Refusal.unprocessable("The factor isn't available to this user"));
    }

    private static void requireThatItCanBeEnrolled(SimulatedUser user, FactorType factor, boolean verified) {
        if (verified && !factor.mayBePreverified()) {
            throw Refusal.unprocessable("verified is for SMS, Voice and Email alone");
        }
        if (!factor.usable()) {
            throw Refusal.unprocessable(factor.name() + " can't be enrolled through the API");
        }
        if (factor.needsPhoneNumber() && user.phone() == null) {
            throw Refusal.unprocessable("The user has no phone number");
        }
        if (factor.isEmail() && user.email() == null) {
            throw Refusal.unprocessable("The user has no e-mail address");
        }
    }
}
