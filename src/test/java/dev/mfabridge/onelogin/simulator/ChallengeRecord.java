package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/** A registration or verification as OneLogin's answers print it. */
final class ChallengeRecord {
    private ChallengeRecord() {}

    /** The answer to the call that made it. */
    static ObjectNode created(Challenge challenge, Effect effect) {
        var device = challenge.device();
        var json = Json.object().put("id", challenge.id());
        putStatus(json, challenge, effect);
        var factorData = json.put("user_id", Long.toString(challenge.userId()))
                .put("device_id", device.deviceId())
                .put("auth_factor_name", device.kind().authFactorName())
                .put("type_display_name", device.kind().name())
                .put("user_display_name", device.userDisplayName())
                .put(
                        "expires_at",
                        challenge.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .putObject("factor_data");
        if (challenge.isOpen()) {
            challenge.proof().factorData().forEach(factorData::put);
        }
        return json;
    }

    /** The answer to a question about it. */
    static ObjectNode brief(Challenge challenge, Effect effect) {
        var json = Json.object().put("id", challenge.id());
        putStatus(json, challenge, effect);
        return json.put("device_id", challenge.device().deviceId());
    }

    private static void putStatus(ObjectNode json, Challenge challenge, Effect effect) {
        var status = effect.of(Aspect.STATUS, challenge.status());
        if (!status.isEmpty()) {
            json.put("status", status);
        }
    }
}
