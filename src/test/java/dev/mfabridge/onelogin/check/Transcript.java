package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transport that records the answers. */
final class Transcript implements Transport {
    private final Transport transport;
    private final List<Exchange> exchanges = new ArrayList<>();

    Transcript(Transport transport) {
        this.transport = transport;
    }

    @Override
    public TransportResponse send(TransportRequest request) {
        var start = System.nanoTime();
        Optional<TransportResponse> answer = Optional.empty();
        try {
            var response = transport.send(request);
            answer = Optional.of(response);
            // The report must not have an id, and exceptions repeat this one.
            return new TransportResponse(response.status(), response.body(), Optional.empty(), response.retryAfter());
        } finally {
            exchanges.add(new Exchange(request.operation(), answer, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /** Returns the exchanges since the last call of this method. */
    List<Exchange> takeNew() {
        var taken = List.copyOf(exchanges);
        exchanges.clear();
        return taken;
    }
}
