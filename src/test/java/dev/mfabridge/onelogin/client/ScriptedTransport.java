package dev.mfabridge.onelogin.client;

import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Answers from a list, one answer a request, and keeps what was asked. */
final class ScriptedTransport implements Transport {
    private final Deque<TransportResponse> replies = new ArrayDeque<>();
    private final List<TransportRequest> requests = new ArrayList<>();

    /** A client that hears these answers, with tokens of its own. */
    OneLoginClient client() {
        var account = new OneLoginAccount(URI.create("https://example.onelogin.com"), "id", "client-secret");
        return new OneLoginClient(account, new AccessTokenCache(Clock.systemUTC()), this);
    }

    ScriptedTransport token(String token) {
        return reply(200, "{\"access_token\":\"" + token + "\",\"expires_in\":36000,\"token_type\":\"bearer\"}");
    }

    ScriptedTransport reply(int status, String body) {
        replies.add(new TransportResponse(status, body, Optional.of("5F188CDE-49E1609A"), Optional.empty()));
        return this;
    }

    @Override
    public TransportResponse send(TransportRequest request) {
        requests.add(request);
        return replies.remove();
    }

    /** The calls in order, ids and all, with the token that was used. */
    List<String> said() {
        return requests.stream()
                .map(request -> request.method() + " " + request.uri().getRawPath()
                        + Optional.ofNullable(request.uri().getRawQuery())
                                .map(query -> "?" + query)
                                .orElse("")
                        + (request.authorization().startsWith("Basic") ? "" : " with " + request.authorization()))
                .toList();
    }

    TransportRequest last() {
        return requests.get(requests.size() - 1);
    }
}
