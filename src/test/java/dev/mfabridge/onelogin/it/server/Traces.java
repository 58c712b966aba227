package dev.mfabridge.onelogin.it.server;

import java.util.List;
import java.util.Optional;

/**
 * Options for tracing, for which a server must be built.
 *
 * @param collector the address of the collector, which receives OpenTelemetry over HTTP; empty for no tracing
 */
record Traces(Optional<String> collector) {

    List<String> buildOptions() {
        // The database creates hundreds of spans in each login.
        return collector
                .map(url -> List.of("--tracing-enabled=true", "--tracing-jdbc-enabled=false"))
                .orElseGet(List::of);
    }

    List<String> startOptions() {
        return collector
                .map(url -> List.of("--tracing-protocol=http/protobuf", "--tracing-endpoint=" + url))
                .orElseGet(List::of);
    }
}
