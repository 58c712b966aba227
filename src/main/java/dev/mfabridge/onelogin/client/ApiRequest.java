package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern PARAMETER = Pattern.compile("\\{[a-z_]+}");

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
        return new ApiRequest(method, template, ids, query, Optional.of(json.toString()));
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
        var remaining = ids.iterator();
        // An OneLoginId is a number or a UUID, so it needs no encoding.
        var path = PARAMETER
                .matcher(template)
                .replaceAll(
                        parameter -> Matcher.quoteReplacement(remaining.next().value()));
        return baseUrl.resolve(path + query.map(q -> "?" + q).orElse(""));
    }

    @Override
    public String toString() {
        return operation();
    }
}
