package dev.mfabridge.onelogin.client.http;

import java.net.URI;
import java.util.Optional;

/**
 * HTTP request. {@link #toString()} hides everything that may be secret (S7).
 *
 * @param operation the call as OneLogin documents it, such as {@code GET /api/2/mfa/users/{user_id}/devices}; used in
 *     messages, since the URI contains ids
 * @param method the HTTP method
 * @param uri the address
 * @param authorization the value of the Authorization header
 * @param json the body, if there is one
 */
public record TransportRequest(String operation, String method, URI uri, String authorization, Optional<String> json) {
    /** Returns the path as OneLogin documents it, with the names of the ids in braces. */
    public String template() {
        return operation.substring(method.length() + 1);
    }

    /** Returns whether the request is for an access token, and so about no user. */
    public boolean isForToken() {
        return operation.startsWith("/auth/", method.length() + 1);
    }

    @Override
    public String toString() {
        return operation;
    }
}
