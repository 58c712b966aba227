package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** A registration or verification as OneLogin's answers print it. */
final class ChallengeRecord {
    private ChallengeRecord() {}

    static Answer answer(int status, Challenge challenge, RecordForm form, Effect effect) {
        return Answer.single(status, form.of(all(challenge, effect), effect), values(challenge));
    }

    /** The success of a verification, which has several forms. */
    static Answer success(Challenge accepted, Effect effect) {
        return switch (effect.of(Aspect.SUCCESS, effect.isOpenApi() ? "flat" : "record")) {
            case "status" -> Answer.single(200, Success.status(), values(accepted));
            case "flat" -> Answer.single(200, Success.fields(), values(accepted));
            default -> answer(200, accepted, RecordForm.VERIFIED, effect);
        };
    }

    /** The names that a replayed answer may use, and what they stand for. */
    private static Map<String, String> values(Challenge challenge) {
        var values = new HashMap<>(challenge.proof().factorData());
        values.put("id", challenge.id());
        values.put("user_id", Long.toString(challenge.userId()));
        values.put("device_id", challenge.device().deviceId());
        values.put("expires_at", expiresAt(challenge));
        return values;
    }

    private static ObjectNode all(Challenge challenge, Effect effect) {
        var device = challenge.device();
        var json = Json.object()
                .put("id", challenge.id())
                .put("user_id", Long.toString(challenge.userId()))
                .put("device_id", device.deviceId())
                .put("auth_factor_name", device.kind().authFactorName())
                .put("type_display_name", device.kind().name())
                .put("user_display_name", device.userDisplayName())
                .put("display_name", device.userDisplayName())
                .put("redirect_to", challenge.proof().redirectTo());
        var status = effect.of(Aspect.STATUS, challenge.status());
        if (!status.isEmpty()) {
            json.put("status", status);
        }
        if (challenge.proof().isTimed()) {
            json.put("expires_at", expiresAt(challenge));
        }
        var factorData = challenge.isOpen() ? challenge.proof().factorData() : Map.<String, String>of();
        if (!factorData.isEmpty()) {
            factorData.forEach(json.putObject("factor_data")::put);
        }
        return json;
    }

    private static String expiresAt(Challenge challenge) {
        return challenge.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
