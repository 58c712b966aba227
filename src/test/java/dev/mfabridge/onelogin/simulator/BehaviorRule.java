package dev.mfabridge.onelogin.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rule that changes the simulator's answers, as {@code POST /_sim/behavior} accepts it. If several rules match a call, the
 * newest rule decides each option that it contains. {@link #on} creates a rule, and the other methods add options: {@code
 * BehaviorRule.on("PUT *&#47;registrations/*").fault("500").times(1)}.
 *
 * @param match a glob over "METHOD path" in which {@code *} matches any text
 * @param times the number of matching calls to which the rule applies; 0 applies until a reset
 */
public record BehaviorRule(String match, int times, Map<String, String> options) {
    public BehaviorRule {
        if (times < 0) {
            throw new IllegalArgumentException("times is a whole number, 0 or more");
        }
        options = Map.copyOf(options);
    }

    /** Returns a rule for every call of the API. */
    public static BehaviorRule always() {
        return on("*");
    }

    public static BehaviorRule on(String match) {
        return new BehaviorRule(match, 0, Map.of());
    }

    /** Returns a rule for every call about a user, so that the rule doesn't affect other tests. */
    public static BehaviorRule onUser(long userId) {
        return on("* /api/2/mfa/users/" + userId + "/*");
    }

    public BehaviorRule times(int count) {
        return new BehaviorRule(match, count, options);
    }

    public BehaviorRule once() {
        return times(1);
    }

    public BehaviorRule shape(String value) {
        return with(ResponseOption.SHAPE, value);
    }

    public BehaviorRule ids(String value) {
        return with(ResponseOption.IDS, value);
    }

    public BehaviorRule errors(String value) {
        return with(ResponseOption.ERRORS, value);
    }

    public BehaviorRule errorMessage(String value) {
        return with(ResponseOption.ERROR_MESSAGE, value);
    }

    public BehaviorRule latency(Duration value) {
        return with(ResponseOption.LATENCY_MS, Long.toString(value.toMillis()));
    }

    /** Delays the answer after the call has taken effect. */
    public BehaviorRule answerLatency(Duration value) {
        return with(ResponseOption.ANSWER_LATENCY_MS, Long.toString(value.toMillis()));
    }

    public BehaviorRule fault(String value) {
        return with(ResponseOption.FAULT, value);
    }

    public BehaviorRule wrongCode(String value) {
        return with(ResponseOption.WRONG_CODE, value);
    }

    public BehaviorRule success(String value) {
        return with(ResponseOption.SUCCESS, value);
    }

    public BehaviorRule status(String value) {
        return with(ResponseOption.STATUS, value);
    }

    /**
     * Selects the fields of the answers.
     *
     * @param value {@code openapi} for exactly the fields of OneLogin's OpenAPI document
     */
    public BehaviorRule family(String value) {
        return with(ResponseOption.FAMILY, value);
    }

    /** Omits fields from every object. */
    public BehaviorRule omit(String... fields) {
        return with(ResponseOption.OMIT, String.join(",", fields));
    }

    public BehaviorRule duplicateStatus(String value) {
        return with(ResponseOption.DUPLICATE_STATUS, value);
    }

    public BehaviorRule contradiction(String value) {
        return with(ResponseOption.CONTRADICTION, value);
    }

    public BehaviorRule token(String value) {
        return with(ResponseOption.TOKEN, value);
    }

    public BehaviorRule expired(String value) {
        return with(ResponseOption.EXPIRED, value);
    }

    public BehaviorRule goneDevice(String value) {
        return with(ResponseOption.GONE_DEVICE, value);
    }

    /**
     * Replaces the simulator's answer with a text. Placeholders such as {@code {{id}}} in the text stand for the simulator's
     * values.
     */
    public BehaviorRule body(int status, String text) {
        return with(ResponseOption.STATUS_CODE, Integer.toString(status)).with(ResponseOption.BODY, text);
    }

    public BehaviorRule code(String value) {
        return with(ResponseOption.CODE, value);
    }

    Pattern pattern() {
        return Pattern.compile(
                Stream.of(match.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private BehaviorRule with(ResponseOption option, String value) {
        return with(Map.of(option, value));
    }

    BehaviorRule with(Map<ResponseOption, String> more) {
        var all = new HashMap<>(options);
        more.forEach((option, value) -> all.put(option.field(), value));
        return new BehaviorRule(match, times, all);
    }
}
