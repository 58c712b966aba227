package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /api/2/mfa/users/{user_id}/factors} and {@code .../devices}: what a person may enrol and has enrolled. */
final class MfaApi {
    private final Directory directory;

    MfaApi(Directory directory) {
        this.directory = directory;
    }

    /** @throws ApiError when there is no such person */
    static SimulatedUser user(Directory directory, SimulatorRequest request) {
        return directory.user(request.userId()).orElseThrow(() -> ApiError.notFound("There is no such user"));
    }

    /**
     * OneLogin's documents don't say what a challenge of somebody suspended or locked is answered: here, that it is not
     * allowed.
     *
     * @throws ApiError when there is no such person, or the person may not sign in
     */
    static SimulatedUser userWhoMaySignIn(Directory directory, SimulatorRequest request) {
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
        // One object is all that the OpenAPI document has: it can't list a second factor.
        return ApiResult.ok(request.effect().isOpenApi() && !list.isEmpty() ? list.get(0) : list);
    }

    ApiResult devices(SimulatorRequest request) {
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
