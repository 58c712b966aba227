package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.util.UUID;

/** {@code /api/2/mfa/users/{user_id}/registrations}: enrolling a factor. */
final class RegistrationsApi {
    private final Directory directory;
    private final Challenges challenges;
    private final Messages messages;
    private final Clock clock;

    RegistrationsApi(Directory directory, Challenges challenges, Messages messages, Clock clock) {
        this.directory = directory;
        this.challenges = challenges;
        this.messages = messages;
        this.clock = clock;
    }

    Answer create(ApiRequest request) {
        var user = MfaApi.user(directory, request);
        var body = request.json();
        var factorId = body.requiredId("factor_id");
        var displayName = body.requiredText("display_name");
        var factor = enrollable(user, factorId);
        var delivery = Delivery.read(body, factor);
        var verified = body.flag("verified");
        requireThatItCanBeEnrolled(user, factor, verified);

        var code = request.effect().of(Aspect.CODE).orElseGet(() -> Code.of(factor));
        var text = delivery.text(code);
        var challenge = new Challenge(
                UUID.randomUUID().toString(),
                Challenge.Purpose.REGISTRATION,
                user.id(),
                new SimulatedDevice(directory.newDeviceId(), factor, displayName, false),
                code,
                clock.instant().plusSeconds(delivery.seconds()),
                false);
        challenges.open(challenge);
        if (!verified) {
            messages.send(user, factor, code, text);
        } else if (request.effect().of(Aspect.STATUS).isEmpty()) {
            challenge = enrol(challenge);
        }
        return Answer.bare(201, ChallengeRecord.created(challenge, request.effect()));
    }

    Answer answer(ApiRequest request) {
        MfaApi.user(directory, request);
        var otp = request.json().otp();
        var challenge = challenges.findPending(
                Challenge.Purpose.REGISTRATION, request.userId(), request.path("registration_id"));
        var overridden = request.effect().of(Aspect.STATUS).isPresent();
        if (!overridden && challenge.code().equals(otp)) {
            challenge = enrol(challenge);
        } else if (!overridden
                && request.effect().of(Aspect.WRONG_CODE, "pending").equals("unauthorized")) {
            throw Refusal.invalidCredentials();
        }
        return Answer.bare(200, ChallengeRecord.brief(challenge, request.effect()));
    }

    Answer read(ApiRequest request) {
        MfaApi.user(directory, request);
        var challenge =
                challenges.find(Challenge.Purpose.REGISTRATION, request.userId(), request.path("registration_id"));
        return Answer.bare(200, ChallengeRecord.brief(challenge, request.effect()));
    }

    private Challenge enrol(Challenge challenge) {
        var accepted = challenges.accept(challenge);
        if (!directory.enrol(accepted.userId(), accepted.device())) {
            throw Refusal.unprocessable("The factor is enrolled already");
        }
        return accepted;
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
            throw Refusal.unprocessable("The simulator can't enrol " + factor.name() + " yet");
        }
        if (factor.equals(FactorType.SMS) && user.phone() == null) {
            throw Refusal.unprocessable("The user has no phone number");
        }
        if (factor.equals(FactorType.EMAIL) && user.email() == null) {
            throw Refusal.unprocessable("The user has no e-mail address");
        }
    }
}
