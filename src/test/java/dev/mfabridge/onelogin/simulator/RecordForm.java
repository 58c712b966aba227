package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields of the answers about a registration or verification: the recorded fields in their order, and those of the OpenAPI
 * document.
 */
enum RecordForm {
    /** {@code POST .../registrations}. */
    STARTED_REGISTRATION(
            List.of("id", "status", "auth_factor_name", "type_display_name", "user_display_name", "expires_at"),
            List.of("id", "user_id", "device_id", "auth_factor_name", "type_display_name", "user_display_name")),
    /** {@code POST .../verifications}. No source has a status in it. */
    STARTED_VERIFICATION(
            List.of(
                    "user_display_name",
                    "id",
                    "auth_factor_name",
                    "type_display_name",
                    "user_id",
                    "device_id",
                    "expires_at"),
            List.of(
                    "id",
                    "device_id",
                    "display_name",
                    "expires_at",
                    "redirect_to",
                    "user_display_name",
                    "type_display_name",
                    "auth_factor_name")),
    /** {@code PUT} of a code. */
    VERIFIED(List.of("id", "status", "device_id"), List.of("id", "status", "device_id")),
    /** {@code GET .../verifications/{verification_id}}. */
    POLLED_VERIFICATION(List.of("id", "status", "device_id"), List.of("id", "status", "device_id")),
    /** {@code GET .../registrations/{registration_id}}. */
    POLLED_REGISTRATION(List.of("id", "status", "device_id"), List.of("id", "status"));

    private final List<String> recorded;
    private final List<String> openApi;

    RecordForm(List<String> recorded, List<String> openApi) {
        this.recorded = recorded;
        this.openApi = openApi;
    }

    /**
     * Selects the fields of an answer.
     *
     * @param all the values of the record by the names of their fields
     */
    ObjectNode of(ObjectNode all, AppliedBehavior effect) {
        var inOpenApi = effect.isOpenApi();
        var fields = new ArrayList<>(inOpenApi ? openApi : recorded);
        if (isStart()) {
            // The OpenAPI document has no factor_data at all. The simulator keeps the token and the URL:
            // without them, the user couldn't enroll an app or answer a call.
            fields.add("factor_data");
        }
        if (this == STARTED_VERIFICATION && effect.of(ResponseOption.STATUS).isPresent()) {
            fields.add("status");
        }
        var record = SimulatorJson.object();
        fields.stream().filter(all::has).forEach(field -> record.set(field, all.get(field)));
        if (inOpenApi && this == STARTED_VERIFICATION) {
            record.put("device_id", record.get("device_id").asLong());
        }
        return record;
    }

    private boolean isStart() {
        return this == STARTED_REGISTRATION || this == STARTED_VERIFICATION;
    }
}
