package dev.mfabridge.onelogin.client.http;

import java.net.URI;
import java.util.Optional;

/**
 * One HTTP request. {@link #toString()} hides what may be secret.
 *
 * @param operation the call as OneLogin documents it, such as {@code GET /api/2/mfa/users/{user_id}/devices}: for
 *     messages, since the URI holds ids
 * @param method the HTTP method
 * @param uri where to send it
 * @param authorization the value of the Authorization header
 * @param json the body, when there is one
 */
public record TransportRequest(String operation, String method, URI uri, String authorization, Optional<String> json) {
    /** @return the path as OneLogin documents it, with the names of the ids in braces */
    public String template() {
        return operation.substring(method.length() + 1);
    }

    @Override
    public String toString() {
        return operation;
    }
}
