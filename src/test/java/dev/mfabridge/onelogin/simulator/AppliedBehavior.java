package dev.mfabridge.onelogin.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Combined effect of the rules on one call. */
record AppliedBehavior(Map<String, String> options) {
    AppliedBehavior {
        options = Map.copyOf(options);
    }

    Optional<String> of(ResponseOption option) {
        return Optional.ofNullable(options.get(option.field()));
    }

    String of(ResponseOption option, String otherwise) {
        return of(option).orElse(otherwise);
    }

    boolean isOpenApi() {
        return of(ResponseOption.FAMILY, "recorded").equals("openapi");
    }

    String fault() {
        return of(ResponseOption.FAULT, "none");
    }

    Duration latency() {
        return millis(ResponseOption.LATENCY_MS);
    }

    Duration answerLatency() {
        return millis(ResponseOption.ANSWER_LATENCY_MS);
    }

    private Duration millis(ResponseOption option) {
        return Duration.ofMillis(Long.parseLong(of(option, "0")));
    }
}
