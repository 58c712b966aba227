package dev.mfabridge.onelogin.simulator;

import java.util.Map;
import java.util.Optional;

/** Answer of a test in place of the simulator's own answer. */
final class Replay {
    private Replay() {}

    /**
     * Returns the answer to send instead, if there is one.
     *
     * @param values the values of the names in double braces
     */
    static Optional<RenderedResponse> of(AppliedBehavior effect, int status, Map<String, String> values) {
        return effect.of(ResponseOption.BODY).map(body -> {
            var text = body;
            for (var value : values.entrySet()) {
                text = text.replace("{{" + value.getKey() + "}}", value.getValue());
            }
            var code =
                    effect.of(ResponseOption.STATUS_CODE).map(Integer::parseInt).orElse(status);
            return new RenderedResponse(code, text);
        });
    }
}
