package dev.mfabridge.onelogin.simulator;

import java.nio.charset.StandardCharsets;

/** Answer as it is sent over the wire. */
record RenderedResponse(int status, String json) {
    byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
