package dev.mfabridge.onelogin.it.server;

import java.util.List;
import java.util.Optional;

/**
 * Whether a server traces what it does, which it has to be built for.
 *
 * @param collector who is told, by OpenTelemetry's protocol over HTTP; without one there is no tracing
 */
record Traces(Optional<String> collector) {

    List<String> buildOptions() {
        // Its database has hundreds of spans of its own in each login.
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
