package dev.mfabridge.onelogin.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule for how the simulator answers, as {@code POST /_sim/behavior} takes it. Among the rules that match a call the newest one
 * decides each aspect it names. Made with {@link #on} and narrowed with the methods that follow:
 * {@code Behaviour.on("PUT *&#47;registrations/*").fault("500").times(1)}.
 *
 * @param match a glob over "METHOD path" in which {@code *} stands for anything
 * @param times for how many matching calls it holds; 0 is until a reset
 */
public record BehaviorRule(String match, int times, Map<String, String> aspects) {
    public BehaviorRule {
        if (times < 0) {
            throw new IllegalArgumentException("times is a whole number, 0 or more");
        }
        aspects = Map.copyOf(aspects);
    }

    /** For every call of the API. */
    public static BehaviorRule always() {
        return on("*");
    }

    public static BehaviorRule on(String match) {
        return new BehaviorRule(match, 0, Map.of());
    }

    /** For every call about that person, so that tests beside this one notice nothing. */
    public static BehaviorRule onUser(long userId) {
        return on("* /api/2/mfa/users/" + userId + "/*");
    }

    public BehaviorRule times(int count) {
        return new BehaviorRule(match, count, aspects);
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

    /** @param value {@code openapi} for exactly the fields of OneLogin's OpenAPI document */
    public BehaviorRule family(String value) {
        return with(ResponseOption.FAMILY, value);
    }

    /** @param fields that are left out of every object */
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

    /** Answers this text in place of the simulator's own answer, with its values where the text has {@code {{id}}} and the like. */
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

    private BehaviorRule with(ResponseOption aspect, String value) {
        return with(Map.of(aspect, value));
    }

    BehaviorRule with(Map<ResponseOption, String> more) {
        var all = new HashMap<>(aspects);
        more.forEach((aspect, value) -> all.put(aspect.field(), value));
        return new BehaviorRule(match, times, all);
    }
}
