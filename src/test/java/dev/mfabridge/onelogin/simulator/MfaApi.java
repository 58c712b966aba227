package dev.mfabridge.onelogin.simulator;

/** {@code /api/2/mfa/users/{user_id}/factors} and {@code .../devices}: what a person may enrol and has enrolled. */
final class MfaApi {
    private final Directory directory;

    MfaApi(Directory directory) {
        this.directory = directory;
    }

    /** @throws Refusal when there is no such person */
    static SimulatedUser user(Directory directory, ApiRequest request) {
        return directory.user(request.userId()).orElseThrow(() -> Refusal.notFound("There is no such user"));
    }

    Answer factors(ApiRequest request) {
        var list = Json.array();
        user(directory, request)
                .enrollable()
                .forEach(factor -> list.addObject()
                        .put("factor_id", factor.id())
                        .put("name", factor.name())
                        .put("auth_factor_name", factor.authFactorName()));
        return Answer.ok(list);
    }

    Answer devices(ApiRequest request) {
        var list = Json.array();
        user(directory, request)
                .devices()
                .forEach(device -> list.addObject()
                        .put("device_id", device.deviceId())
                        .put("user_display_name", device.userDisplayName())
                        .put("type_display_name", device.kind().name())
                        .put("auth_factor_name", device.kind().authFactorName())
                        .put("default", device.isDefault()));
        return Answer.ok(list);
    }

    Answer delete(ApiRequest request) {
        user(directory, request);
        if (!directory.remove(request.userId(), request.path("device_id"))) {
            throw Refusal.notFound("There is no such device");
        }
        return Answer.noContent();
    }
}
