package dev.mfabridge.onelogin.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the rules say together about one call. */
record AppliedBehavior(Map<String, String> aspects) {
    AppliedBehavior {
        aspects = Map.copyOf(aspects);
    }

    Optional<String> of(ResponseOption aspect) {
        return Optional.ofNullable(aspects.get(aspect.field()));
    }

    String of(ResponseOption aspect, String otherwise) {
        return of(aspect).orElse(otherwise);
    }

    boolean isOpenApi() {
        return of(ResponseOption.FAMILY, "recorded").equals("openapi");
    }

    String fault() {
        return of(ResponseOption.FAULT, "none");
    }

    Duration latency() {
        return Duration.ofMillis(Long.parseLong(of(ResponseOption.LATENCY_MS, "0")));
    }
}
