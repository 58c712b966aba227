package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.UUID;

/** {@code /api/2/mfa/users/{user_id}/verifications}: proving an enrolled device. */
final class VerificationsApi {
    private final Directory directory;
    private final Challenges challenges;
    private final Messages messages;
    private final Clock clock;

    VerificationsApi(Directory directory, Challenges challenges, Messages messages, Clock clock) {
        this.directory = directory;
        this.challenges = challenges;
        this.messages = messages;
        this.clock = clock;
    }

    Answer create(ApiRequest request) {
        var user = MfaApi.user(directory, request);
        var body = request.json();
        var device = directory
                .device(user.id(), body.requiredId("device_id"))
                .orElseThrow(() -> Refusal.notFound("There is no such device"));
        if (body.has("otp") && !device.kind().equals(FactorType.AUTHENTICATOR)) {
            throw Refusal.unprocessable("otp in this call is for Authenticator alone");
        }
        var delivery = Delivery.read(body, device.kind());
        if (!device.kind().usable()) {
            throw Refusal.unprocessable(
                    "The simulator can't challenge " + device.kind().name() + " yet");
        }
        var code = request.effect().of(Aspect.CODE).orElseGet(() -> Code.of(device.kind()));
        var text = delivery.text(code);
        var challenge = new Challenge(
                UUID.randomUUID().toString(),
                Challenge.Purpose.VERIFICATION,
                user.id(),
                device,
                code,
                clock.instant().plusSeconds(delivery.seconds()),
                false);
        challenges.open(challenge);
        messages.send(user, device.kind(), code, text);
        return Answer.bare(201, ChallengeRecord.created(challenge, request.effect()));
    }

    Answer answer(ApiRequest request) {
        MfaApi.user(directory, request);
        var body = request.json();
        var otp = body.otp();
        var challenge = challenges.findPending(
                Challenge.Purpose.VERIFICATION, request.userId(), request.path("verification_id"));
        requireDevice(challenge);
        if (body.id("device_id")
                .filter(id -> !id.equals(challenge.device().deviceId()))
                .isPresent()) {
            throw Refusal.unprocessable("device_id isn't the device that was challenged");
        }
        if (request.effect().of(Aspect.STATUS).isPresent()) {
            return Answer.bare(200, ChallengeRecord.brief(challenge, request.effect()));
        }
        if (challenge.code().equals(otp)) {
            return success(challenges.accept(challenge), request.effect());
        }
        if (request.effect().of(Aspect.WRONG_CODE, "unauthorized").equals("unauthorized")) {
            throw Refusal.invalidCredentials();
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

    private void requireDevice(Challenge challenge) {
        if (directory.device(challenge.userId(), challenge.device().deviceId()).isEmpty()) {
            throw Refusal.notFound("There is no such device any more");
        }
    }

    private static Answer success(Challenge accepted, Effect effect) {
        return switch (effect.of(Aspect.SUCCESS, "flat")) {
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
