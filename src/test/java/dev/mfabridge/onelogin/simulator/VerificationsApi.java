package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.util.UUID;

/** Endpoint {@code /api/2/mfa/users/{user_id}/verifications}: proving an enrolled device. */
final class VerificationsApi {
    private final Directory directory;
    private final Challenges challenges;
    private final Messages messages;
    private final AppCodes apps;
    private final TemporaryTokens tokens;
    private final Clock clock;

    VerificationsApi(
            Directory directory,
            Challenges challenges,
            Messages messages,
            AppCodes apps,
            TemporaryTokens tokens,
            Clock clock) {
        this.directory = directory;
        this.challenges = challenges;
        this.messages = messages;
        this.apps = apps;
        this.tokens = tokens;
        this.clock = clock;
    }

    ApiResult create(SimulatorRequest request) {
        var user = MfaApi.activeUser(directory, request);
        var body = request.json();
        var device = directory
                .device(user.id(), body.requiredDeviceId())
                .orElseThrow(() -> ApiError.notFound("There is no such device"));
        if (body.has("otp") && !device.isVerifiedInOneCall()) {
            throw ApiError.unprocessable(
                    "otp in this call is only for Authenticator, OneLogin Protect and temporary tokens");
        }
        var delivery = DeliveryRequest.read(body, device.kind());
        if (!device.kind().usable() && !(body.has("otp") && device.isTemporaryToken())) {
            throw ApiError.unprocessable(device.kind().name() + " can't be verified through the API");
        }
        var challenge = new SimulatedChallenge(
                UUID.randomUUID().toString(),
                SimulatedChallenge.ChallengePurpose.VERIFICATION,
                user.id(),
                device,
                device.isTemporaryToken()
                        ? new ChallengeMethod.TemporaryCode(tokens)
                        : ChallengeMethods.toSignIn(device.kind(), delivery, request.effect()),
                clock.instant().plusSeconds(delivery.seconds()),
                Message.MessageState.OPEN);
        if (body.has("otp")) {
            return verifyInOneCall(challenge, body.otp(), request.effect());
        }
        challenge.proof().content().map(delivery::fill).ifPresent(content -> messages.send(user, challenge, content));
        challenges.open(challenge);
        return ChallengeRecord.answer(201, challenge, RecordForm.STARTED_VERIFICATION, request.effect());
    }

    ApiResult answer(SimulatorRequest request) {
        MfaApi.activeUser(directory, request);
        var body = request.json();
        var otp = body.otp();
        var open = challenges.findOpen(
                SimulatedChallenge.ChallengePurpose.VERIFICATION, request.userId(), request.path("verification_id"));
        requireDevice(open);
        requireSameDevice(open, body);
        var effect = request.effect();
        return switch (judge(open, otp, effect)) {
            case RIGHT -> ChallengeRecord.success(challenges.accept(open), effect);
            case WRONG -> ChallengeRecord.answer(200, open, RecordForm.VERIFIED, effect);
            case REJECTED -> ChallengeRecord.answer(200, challenges.reject(open), RecordForm.VERIFIED, effect);
        };
    }

    ApiResult read(SimulatorRequest request) {
        MfaApi.user(directory, request);
        var challenge = challenges.poll(
                SimulatedChallenge.ChallengePurpose.VERIFICATION, request.path("verification_id"), request);
        requireDevice(challenge);
        return ChallengeRecord.answer(200, challenge, RecordForm.POLLED_VERIFICATION, request.effect());
    }

    /** Verifies a code in one call. A wrong code leaves no pending verification. */
    private ApiResult verifyInOneCall(SimulatedChallenge challenge, String otp, AppliedBehavior effect) {
        return switch (judge(challenge, otp, effect)) {
            case RIGHT -> {
                challenges.open(challenge);
                yield ChallengeRecord.success(challenges.accept(challenge), effect);
            }
            case WRONG -> ChallengeRecord.answer(200, challenge, RecordForm.VERIFIED, effect);
            case REJECTED ->
                ChallengeRecord.answer(200, challenge.as(Message.MessageState.REJECTED), RecordForm.VERIFIED, effect);
        };
    }

    /** Verifies a code. The OpenAPI document has no status here, so the answer to a wrong code can only be an error. */
    private CodeVerifier.CodeVerdict judge(SimulatedChallenge challenge, String otp, AppliedBehavior effect) {
        return CodeVerifier.judge(challenge, otp, apps, effect, effect.isOpenApi() ? "unauthorized" : "pending");
    }

    private void requireDevice(SimulatedChallenge challenge) {
        if (directory.device(challenge.userId(), challenge.device().deviceId()).isEmpty()) {
            throw ApiError.notFound("The device was removed");
        }
    }

    private static void requireSameDevice(SimulatedChallenge challenge, RequestBody body) {
        var named = body.deviceId();
        if (named.isEmpty() && challenge.device().kind().hasApp()) {
            throw ApiError.unprocessable("device_id is required with a code of Authenticator or OneLogin Protect");
        }
        if (named.filter(id -> !id.equals(challenge.device().deviceId())).isPresent()) {
            throw ApiError.unprocessable("device_id isn't the device that was challenged");
        }
    }
}
