package dev.mfabridge.onelogin.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answer in its printed form.
 *
 * @param operation the call as OneLogin documents it
 * @param status the HTTP status, empty if no answer came
 * @param requestId OneLogin's id of the request, only for the screen
 * @param masked the masked body
 */
record CheckedAnswer(
        String operation,
        Optional<Integer> status,
        Duration duration,
        Optional<String> requestId,
        String masked,
        ContractComparison comparison) {

    static CheckedAnswer of(Exchange exchange, Contract contract, Masking masking) {
        if (exchange.reply().isEmpty()) {
            return new CheckedAnswer(
                    exchange.operation(),
                    Optional.empty(),
                    exchange.duration(),
                    Optional.empty(),
                    "<no answer>",
                    new ContractComparison(Optional.empty(), List.of(Difference.problem("no answer came"))));
        }
        var response = exchange.reply().get();
        var body = AnswerBody.of(response.body());
        return new CheckedAnswer(
                exchange.operation(),
                Optional.of(response.status()),
                exchange.duration(),
                response.requestId(),
                body.json().map(json -> masking.mask(json).toPrettyString()).orElseGet(body::description),
                ContractComparison.of(contract, exchange.operation(), response.status(), body));
    }

    boolean differsSeriously() {
        return comparison.differences().stream().anyMatch(Difference::matters);
    }

    String statusLine() {
        return status.map(code -> "HTTP " + code).orElse("No answer");
    }
}
