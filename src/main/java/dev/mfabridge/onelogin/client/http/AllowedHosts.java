package dev.mfabridge.onelogin.client.http;

import static java.util.stream.Collectors.joining;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.net.URI;
import java.util.List;

/**
 * Hosts that may receive the API credential. The operator of the server lists them. An administrator of a realm sets
 * the base URL, and must not be able to have the client secret sent elsewhere (S7).
 *
 * @param patterns the patterns; an address needs one that matches
 */
public record AllowedHosts(List<HostPattern> patterns) {
    /** Hosts of all OneLogin accounts. */
    public static final AllowedHosts ONELOGIN = parse(List.of("*.onelogin.com"));

    public AllowedHosts {
        patterns = List.copyOf(patterns);
    }

    /**
     * Parses the patterns of the operator.
     *
     * @throws IllegalArgumentException if a text is no pattern
     */
    public static AllowedHosts parse(List<String> patterns) {
        return new AllowedHosts(patterns.stream().map(HostPattern::parse).toList());
    }

    /** Returns whether an address may receive the API credential. */
    public boolean allow(URI address) {
        for (var pattern : patterns) {
            if (pattern.matches(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns a transport that sends nothing to other hosts. The settings are checked before; this is the last check
     * before a request leaves the server.
     */
    public Transport guard(Transport transport) {
        return request -> {
            if (!allow(request.uri())) {
                // Not an outage: a realm can let users pass while OneLogin is unreachable.
                throw new OneLoginException.Unauthorized(
                        request.operation() + ": not sent, because the server's operator doesn't allow the host");
            }
            return transport.send(request);
        };
    }

    @Override
    public String toString() {
        return patterns.stream().map(HostPattern::toString).collect(joining(","));
    }
}
