package dev.mfabridge.onelogin.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the rules say together about one call. */
record Effect(Map<String, String> aspects) {
    Effect {
        aspects = Map.copyOf(aspects);
    }

    Optional<String> of(Aspect aspect) {
        return Optional.ofNullable(aspects.get(aspect.field()));
    }

    String of(Aspect aspect, String otherwise) {
        return of(aspect).orElse(otherwise);
    }

    boolean isOpenApi() {
        return of(Aspect.FAMILY, "recorded").equals("openapi");
    }

    String fault() {
        return of(Aspect.FAULT, "none");
    }

    Duration latency() {
        return Duration.ofMillis(Long.parseLong(of(Aspect.LATENCY_MS, "0")));
    }
}
