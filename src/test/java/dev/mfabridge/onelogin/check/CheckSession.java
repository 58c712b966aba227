package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Check of one account. The extension's own client makes the calls, and each step is printed and added to the report. */
final class CheckSession {
    private final OneLoginClient client;
    private final Transcript transcript;
    private final Terminal terminal;
    private final Report report;
    private final SensitiveValues sensitive;
    private final Contract contract = new Contract();

    CheckSession(
            OneLoginClient client, Transcript transcript, Terminal terminal, Report report, SensitiveValues sensitive) {
        this.client = client;
        this.transcript = transcript;
        this.terminal = terminal;
        this.report = report;
        this.sensitive = sensitive;
    }

    OneLoginClient client() {
        return client;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Keeps a value that the administrator entered out of the report. */
    void hide(String value) {
        sensitive.add(value);
    }

    /** Prints and reports an incomplete result. The remark must not contain any value of an answer. */
    void incomplete(String remark) {
        terminal.print("");
        terminal.print("! " + remark);
        report.addIncomplete(remark);
    }

    /**
     * Performs one step.
     *
     * @param call the call of OneLogin
     * @param reading the verdict on the client's result, without any value of it
     * @return the client's result, or empty if the client couldn't read the answer
     */
    <T> Optional<T> step(String title, Supplier<T> call, Function<T, Reading> reading) {
        try {
            var result = call.get();
            record(title, transcript.takeNew(), reading.apply(result));
            return Optional.of(result);
        } catch (OneLoginException e) {
            var exchanges = transcript.takeNew();
            var isAnswered = !exchanges.isEmpty()
                    && exchanges.get(exchanges.size() - 1).reply().isPresent();
            record(title, exchanges, Reading.failure(e, isAnswered));
            showCause(e);
            return Optional.empty();
        }
    }

    /** Prints the cause, such as an untrusted certificate. The cause names the host, so it is only on the screen (S7). */
    private void showCause(OneLoginException failure) {
        Optional.ofNullable(failure.getCause())
                .map(Throwable::getMessage)
                .map(message -> message.replaceAll("\\p{Cntrl}", " "))
                .ifPresent(message -> terminal.print("Cause: " + sensitive.removedFrom(message)));
    }

    private void record(String title, List<Exchange> exchanges, Reading reading) {
        var masking = new Masking(sensitive);
        var answers = exchanges.stream()
                .map(exchange -> CheckedAnswer.of(exchange, contract, masking))
                .toList();
        var step = new CheckStep(title, answers, reading);
        terminal.print("");
        terminal.print("== " + title);
        step.lines(true).stream().map(sensitive::removedFrom).forEach(terminal::print);
        report.add(step);
    }
}
