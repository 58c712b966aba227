package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.util.UUID;

/** Endpoint {@code /api/2/mfa/users/{user_id}/registrations}: enrolling a factor. */
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

    ApiResult create(SimulatorRequest request) {
        var user = MfaApi.activeUser(directory, request);
        var body = request.json();
        var factorId = body.requiredId("factor_id");
        var displayName = body.requiredText("display_name");
        var factor = enrollable(user, factorId);
        var delivery = DeliveryRequest.read(body, factor);
        var verified = body.flag("verified");
        requireEnrollable(user, factor, verified);

        var device = SimulatedDevice.named(directory.newDeviceId(), factor, displayName);
        var challenge = new SimulatedChallenge(
                UUID.randomUUID().toString(),
                SimulatedChallenge.ChallengePurpose.REGISTRATION,
                user.id(),
                device,
                ChallengeMethods.toEnroll(user, device, delivery, request.effect()),
                clock.instant().plusSeconds(delivery.seconds()),
                Message.MessageState.OPEN);
        var content = challenge.proof().content().map(delivery::fill);
        if (!verified) {
            content.ifPresent(filled -> messages.send(user, challenge, filled));
        }
        challenges.open(challenge);
        var done = verified && request.effect().of(ResponseOption.STATUS).isEmpty();
        return ChallengeRecord.answer(
                201,
                done ? challenges.accept(challenge) : challenge,
                RecordForm.STARTED_REGISTRATION,
                request.effect());
    }

    ApiResult answer(SimulatorRequest request) {
        MfaApi.activeUser(directory, request);
        var otp = request.json().otp();
        var open = challenges.findOpen(
                SimulatedChallenge.ChallengePurpose.REGISTRATION, request.userId(), request.path("registration_id"));
        var result = switch (CodeVerifier.judge(open, otp, apps, request.effect(), "pending")) {
            case RIGHT -> challenges.accept(open);
            case WRONG -> open;
            case REJECTED -> challenges.reject(open);
        };
        return ChallengeRecord.answer(200, result, RecordForm.VERIFIED, request.effect());
    }

    ApiResult read(SimulatorRequest request) {
        MfaApi.user(directory, request);
        return ChallengeRecord.answer(
                200,
                challenges.poll(
                        SimulatedChallenge.ChallengePurpose.REGISTRATION, request.path("registration_id"), request),
                RecordForm.POLLED_REGISTRATION,
                request.effect());
    }

    private static SimulatedFactorType enrollable(SimulatedUser user, String factorId) {
        return user.enrollable().stream()
                .filter(factor -> Long.toString(factor.id()).equals(factorId))
                .findFirst()
                .orElseThrow(() -> ApiError.unprocessable("The factor isn't available to this user"));
    }

    private static void requireEnrollable(SimulatedUser user, SimulatedFactorType factor, boolean verified) {
        if (verified && !factor.mayBePreverified()) {
            throw ApiError.unprocessable("verified is only for SMS, Voice and Email");
        }
        if (!factor.usable()) {
            throw ApiError.unprocessable(factor.name() + " can't be enrolled through the API");
        }
        if (factor.needsPhoneNumber() && user.phone() == null) {
            throw ApiError.unprocessable("The user has no phone number");
        }
        if (factor.isEmail() && user.email() == null) {
            throw ApiError.unprocessable("The user has no e-mail address");
        }
    }
}
