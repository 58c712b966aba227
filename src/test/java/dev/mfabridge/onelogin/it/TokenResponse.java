package dev.mfabridge.onelogin.it;

import com.fasterxml.jackson.databind.JsonNode;

/** What a program is answered that asks for a token. */
record TokenResponse(int status, JsonNode json) {

    boolean isToken() {
        return status == 200 && json.hasNonNull("access_token");
    }

    String error() {
        return text("error");
    }

    /** Empty when there is no such field. */
    String text(String field) {
        return json.path(field).asText();
    }
}
