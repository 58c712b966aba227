package dev.mfabridge.onelogin.simulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Endpoint {@code POST /api/2/mfa/users/{user_id}/mfa_token}: a help desk's temporary token, which then is in the list of
 * devices.
 */
final class TemporaryTokenApi {
    private static final int THREE_DAYS = 259_200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Directory directory;
    private final Clock clock;

    TemporaryTokenApi(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    ApiResult create(SimulatorRequest request) {
        var user = MfaApi.user(directory, request);
        var body = request.json();
        var seconds = body.expiresIn(THREE_DAYS, THREE_DAYS);
        var reusable = body.flag("reusable");
        var device = SimulatedDevice.temporary(directory.newDeviceId());
        directory.add(user.id(), device);
        var expiresAt = clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        return ApiResult.of(
                201,
                SimulatorJson.object()
                        .put("mfa_token", Integer.toString(RANDOM.nextInt(10_000_000, 100_000_000)))
                        .put("expires_at", expiresAt.toString())
                        .put("reusable", reusable)
                        .put("device_id", device.deviceId()));
    }
}
