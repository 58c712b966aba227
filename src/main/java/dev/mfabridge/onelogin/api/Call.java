package dev.mfabridge.onelogin.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.api.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call, as OneLogin documents it.
 *
 * @param method the HTTP method
 * @param template the path with its parameters in braces: what may stand in a log, since it holds no id
 * @param ids what goes in place of the parameters, in order
 * @param query the query string, already encoded, when there is one
 * @param body the JSON body, when there is one
 */
record Call(String method, String template, List<OneLoginId> ids, Optional<String> query, Optional<String> body) {
    private static final Pattern PARAMETER = Pattern.compile("\\{[a-z_]+}");

    static Call get(String template, OneLoginId... ids) {
        return new Call("GET", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    static Call post(String template, OneLoginId... ids) {
        return new Call("POST", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    static Call put(String template, OneLoginId... ids) {
        return new Call("PUT", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    static Call delete(String template, OneLoginId... ids) {
        return new Call("DELETE", template, List.of(ids), Optional.empty(), Optional.empty());
    }

    Call query(String encoded) {
        return new Call(method, template, ids, Optional.of(encoded), body);
    }

    Call json(JsonNode json) {
        return new Call(method, template, ids, query, Optional.of(json.toString()));
    }

    String operation() {
        return method + " " + template;
    }

    Request with(Account account, AccessToken token) {
        return new Request(operation(), method, uri(account.baseUrl()), "bearer " + token.value(), body);
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
