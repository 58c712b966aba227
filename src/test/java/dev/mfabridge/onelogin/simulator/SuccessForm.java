package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fields with which OneLogin reports a success without a record. */
final class SuccessForm {
    private SuccessForm() {}

    static ObjectNode fields() {
        return SimulatorJson.object()
                .put("type", "success")
                .put("code", 200)
                .put("message", "Success")
                .put("error", false);
    }

    static ObjectNode status() {
        return SimulatorJson.object().set("status", fields());
    }
}
