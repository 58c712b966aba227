package dev.mfabridge.onelogin.it;

import com.fasterxml.jackson.databind.JsonNode;

/** Response of the token endpoint to a direct grant. */
record TokenResponse(int status, JsonNode json) {

    boolean isToken() {
        return status == 200 && json.hasNonNull("access_token");
    }

    String error() {
        return text("error");
    }

    /** @return empty if there is no such field */
    String text(String field) {
        return json.path(field).asText();
    }
}
