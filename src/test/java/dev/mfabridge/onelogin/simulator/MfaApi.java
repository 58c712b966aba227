package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Endpoints {@code /api/2/mfa/users/{user_id}/factors} and {@code .../devices}: the factors that a user can enroll, and the
 * enrolled devices.
 */
final class MfaApi {
    private final Directory directory;
    private final TemporaryTokens tokens;

    MfaApi(Directory directory, TemporaryTokens tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    /**
     * Returns the user of a call.
     *
     * @throws ApiError if the user doesn't exist
     */
    static SimulatedUser user(Directory directory, SimulatorRequest request) {
        return directory.user(request.userId()).orElseThrow(() -> ApiError.notFound("There is no such user"));
    }

    /**
     * Returns the user of a call if the user may sign in. OneLogin's documents don't define the answer for a suspended or
     * locked user: the simulator answers 403.
     *
     * @throws ApiError if the user doesn't exist or may not sign in
     */
    static SimulatedUser activeUser(Directory directory, SimulatorRequest request) {
        var user = user(directory, request);
        if (user.isSuspendedOrLocked()) {
            throw ApiError.forbidden();
        }
        return user;
    }

    ApiResult factors(SimulatorRequest request) {
        var list = SimulatorJson.array();
        user(directory, request)
                .enrollable()
                .forEach(factor -> list.addObject()
                        .put("factor_id", factor.id())
                        .put("name", factor.name())
                        .put("auth_factor_name", factor.authFactorName()));
        // The OpenAPI document has only one object: it can't list a second factor.
        return ApiResult.ok(request.effect().isOpenApi() && !list.isEmpty() ? list.get(0) : list);
    }

    ApiResult devices(SimulatorRequest request) {
        tokens.sweep();
        var list = SimulatorJson.array();
        user(directory, request).devices().forEach(device -> list.add(json(device)));
        return ApiResult.ok(list);
    }

    ApiResult delete(SimulatorRequest request) {
        user(directory, request);
        if (!directory.remove(request.userId(), request.path("device_id"))) {
            throw request.effect().of(ResponseOption.GONE_DEVICE, "not_found").equals("bad_request")
                    ? ApiError.factorNotFound()
                    : ApiError.notFound("There is no such device");
        }
        return ApiResult.noContent();
    }

    private static ObjectNode json(SimulatedDevice device) {
        var json = SimulatorJson.object();
        if (!device.deviceId().isEmpty()) {
            json.put("device_id", device.deviceId());
        }
        return json.put("user_display_name", device.userDisplayName())
                .put("type_display_name", device.kind().name())
                .put("auth_factor_name", device.kind().authFactorName())
                .put("default", device.isDefault());
    }
}
