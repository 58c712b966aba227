package dev.mfabridge.onelogin.simulator;

import java.util.Map;
import java.util.Optional;

/** An answer that a test puts in the place of the simulator's own. */
final class Replay {
    private Replay() {}

    /**
     * Returns the answer to send instead, if there is one.
     *
     * @param values what the names in double braces stand for
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
