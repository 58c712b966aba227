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

/** Transport that answers each request from a list and records the requests. */
final class ScriptedTransport implements Transport {
    private final Deque<TransportResponse> replies = new ArrayDeque<>();
    private final List<TransportRequest> requests = new ArrayList<>();

    /** Creates a client that gets these answers and has its own cache of tokens. */
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

    /** Returns the requests in order, with their ids and their access token. */
    List<String> requests() {
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
