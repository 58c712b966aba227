package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Endpoint {@code POST /api/2/mfa/users/{user_id}/mfa_token}: a help desk's temporary token, which then is in the list of
 * devices.
 */
final class TemporaryTokenApi {
    private static final int THREE_DAYS = 259_200;

    private final Directory directory;
    private final TemporaryTokens tokens;
    private final Clock clock;

    TemporaryTokenApi(Directory directory, TemporaryTokens tokens, Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.clock = clock;
    }

    ApiResult create(SimulatorRequest request) {
        var user = MfaApi.user(directory, request);
        var body = request.json();
        var seconds = body.expiresIn(THREE_DAYS, THREE_DAYS);
        var reusable = body.flag("reusable");
        var device = SimulatedDevice.temporary(directory.newDeviceId());
        var expiresAt = clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        var token = tokens.create(user.id(), device, expiresAt, reusable);
        return ApiResult.of(
                201,
                SimulatorJson.object()
                        .put("mfa_token", token)
                        .put("expires_at", expiresAt.toString())
                        .put("reusable", reusable)
                        .put("device_id", device.deviceId()));
    }
}
