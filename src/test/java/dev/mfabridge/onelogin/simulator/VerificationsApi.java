package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.UUID;

/** {@code /api/2/mfa/users/{user_id}/verifications}: proving an enrolled device. */
final class VerificationsApi {
    private final Directory directory;
    private final Challenges challenges;
    private final Messages messages;
    private final AppCodes apps;
    private final Clock clock;

    VerificationsApi(Directory directory, Challenges challenges, Messages messages, AppCodes apps, Clock clock) {
        this.directory = directory;
        this.challenges = challenges;
        this.messages = messages;
        this.apps = apps;
        this.clock = clock;
    }

    Answer create(ApiRequest request) {
        var user = MfaApi.userWhoMaySignIn(directory, request);
        var body = request.json();
        var device = directory
                .device(user.id(), body.requiredId("device_id"))
                .orElseThrow(() -> Refusal.notFound("There is no such device"));
        if (body.has("otp") && !device.kind().equals(FactorType.AUTHENTICATOR)) {
            throw Refusal.unprocessable("otp in this call is for Authenticator alone");
        }
        var delivery = Delivery.read(body, device.kind());
        if (!device.kind().usable()) {
            throw Refusal.unprocessable(device.kind().name() + " can't be verified through the API");
        }
        var challenge = new Challenge(
                UUID.randomUUID().toString(),
                Challenge.Purpose.VERIFICATION,
                user.id(),
                device,
                Proofs.toSignIn(device.kind(), delivery, request.effect()),
                clock.instant().plusSeconds(delivery.seconds()),
                Message.State.OPEN);
        if (body.has("otp")) {
            return provedInOneCall(challenge, body.otp(), request.effect());
        }
        challenge.proof().content().map(delivery::fill).ifPresent(content -> messages.send(user, challenge, content));
        challenges.open(challenge);
        return Answer.bare(201, ChallengeRecord.created(challenge, request.effect()));
    }

    Answer answer(ApiRequest request) {
        MfaApi.userWhoMaySignIn(directory, request);
        var body = request.json();
        var otp = body.otp();
        var challenge =
                challenges.findOpen(Challenge.Purpose.VERIFICATION, request.userId(), request.path("verification_id"));
        requireDevice(challenge);
        requireThatItIsNamed(challenge, body);
        if (Typed.proves(challenge, otp, apps, request.effect(), "unauthorized")) {
            return success(challenges.accept(challenge), request.effect(), "flat");
        }
        return Answer.bare(200, ChallengeRecord.brief(challenge, request.effect()));
    }

    Answer read(ApiRequest request) {
        MfaApi.user(directory, request);
        var challenge =
                challenges.find(Challenge.Purpose.VERIFICATION, request.userId(), request.path("verification_id"));
        requireDevice(challenge);
        return Answer.bare(200, ChallengeRecord.brief(challenge, request.effect()));
    }

    /** With a wrong code nothing is left of it. */
    private Answer provedInOneCall(Challenge challenge, String otp, Effect effect) {
        if (Typed.proves(challenge, otp, apps, effect, "unauthorized")) {
            challenges.open(challenge);
            return success(challenges.accept(challenge), effect, "record");
        }
        return Answer.bare(200, ChallengeRecord.brief(challenge, effect));
    }

    private void requireDevice(Challenge challenge) {
        if (directory.device(challenge.userId(), challenge.device().deviceId()).isEmpty()) {
            throw Refusal.notFound("There is no such device any more");
        }
    }

    private static void requireThatItIsNamed(Challenge challenge, RequestBody body) {
        var named = body.id("device_id");
        if (named.isEmpty() && challenge.device().kind().equals(FactorType.AUTHENTICATOR)) {
            throw Refusal.unprocessable("device_id is required with a code of Authenticator");
        }
        if (named.filter(id -> !id.equals(challenge.device().deviceId())).isPresent()) {
            throw Refusal.unprocessable("device_id isn't the device that was challenged");
        }
    }

    private static Answer success(Challenge accepted, Effect effect, String form) {
        return switch (effect.of(Aspect.SUCCESS, form)) {
            case "record" -> Answer.bare(200, ChallengeRecord.brief(accepted, effect));
            case "status" -> Answer.bare(200, Json.object().set("status", successFields()));
            default -> Answer.bare(200, successFields());
        };
    }

    private static ObjectNode successFields() {
        return Json.object()
                .put("type", "success")
                .put("code", 200)
                .put("message", "Success")
                .put("error", false);
    }
}
