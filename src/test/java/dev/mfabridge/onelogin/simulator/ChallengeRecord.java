package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Registration or verification in OneLogin's answers. */
final class ChallengeRecord {
    private ChallengeRecord() {}

    static ApiResult answer(int status, SimulatedChallenge challenge, RecordForm form, AppliedBehavior effect) {
        return ApiResult.single(status, form.of(all(challenge, effect), effect), values(challenge));
    }

    /** Returns the success of a verification, which has several forms. */
    static ApiResult success(SimulatedChallenge accepted, AppliedBehavior effect) {
        return switch (effect.of(ResponseOption.SUCCESS, effect.isOpenApi() ? "flat" : "record")) {
            case "status" -> ApiResult.single(200, SuccessForm.status(), values(accepted));
            case "flat" -> ApiResult.single(200, SuccessForm.fields(), values(accepted));
            default -> answer(200, accepted, RecordForm.VERIFIED, effect);
        };
    }

    /** Returns the placeholders of a replayed answer with their values. */
    private static Map<String, String> values(SimulatedChallenge challenge) {
        var values = new HashMap<>(challenge.proof().factorData());
        values.put("id", challenge.id());
        values.put("user_id", Long.toString(challenge.userId()));
        values.put("device_id", challenge.device().deviceId());
        values.put("expires_at", expiresAt(challenge));
        return values;
    }

    private static ObjectNode all(SimulatedChallenge challenge, AppliedBehavior effect) {
        var device = challenge.device();
        var json = SimulatorJson.object()
                .put("id", challenge.id())
                .put("user_id", Long.toString(challenge.userId()))
                .put("device_id", device.deviceId())
                .put("auth_factor_name", device.kind().authFactorName())
                .put("type_display_name", device.kind().name())
                .put("user_display_name", device.userDisplayName())
                .put("display_name", device.userDisplayName())
                .put("redirect_to", challenge.proof().redirectTo());
        var status = effect.of(ResponseOption.STATUS, challenge.status());
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

    private static String expiresAt(SimulatedChallenge challenge) {
        return challenge.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
