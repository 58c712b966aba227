package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Request of one call, as OneLogin documents the call.
 *
 * @param method the HTTP method
 * @param template the path with its parameters in braces; it contains no id, so a log may show it
 * @param ids the values of the parameters, in order
 * @param query the encoded query string, if there is one
 * @param body the JSON body, if there is one
 */
record ApiRequest(String method, String template, List<OneLoginId> ids, Optional<String> query, Optional<String> body) {
    static ApiRequest get(String template, OneLoginId... ids) {
        return new ApiRequest("GET", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    static ApiRequest post(String template, OneLoginId... ids) {
        return new ApiRequest("POST", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    static ApiRequest put(String template, OneLoginId... ids) {
        return new ApiRequest("PUT", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    static ApiRequest delete(String template, OneLoginId... ids) {
        return new ApiRequest("DELETE", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    ApiRequest query(String encoded) {
        return new ApiRequest(method, template, ids, Optional.of(encoded), body);
    }

    ApiRequest json(JsonNode json) {
        return json(json.toString());
    }

    ApiRequest json(String json) {
        return new ApiRequest(method, template, ids, query, Optional.of(json));
    }

    /** Returns the call as OneLogin documents it, for messages. */
    String operation() {
        return method + " " + template;
    }

    /** Returns the HTTP request for an account, with an access token. */
    TransportRequest authorize(OneLoginAccount account, AccessToken token) {
        return new TransportRequest(operation(), method, uri(account.baseUrl()), "bearer " + token.value(), body);
    }

    private URI uri(URI baseUrl) {
        // The base URL has no path, so nothing has to be resolved.
        var uri = new StringBuilder(baseUrl.toString());
        var end = 0;
        for (var id : ids) {
            var start = template.indexOf('{', end);
            // An OneLoginId is a number or a UUID, so it needs no encoding.
            uri.append(template, end, start).append(id.value());
            end = template.indexOf('}', start) + 1;
        }
        uri.append(template, end, template.length());
        query.ifPresent(text -> uri.append('?').append(text));
        return URI.create(uri.toString());
    }

    @Override
    public String toString() {
        return operation();
    }
}
