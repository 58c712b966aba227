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
public record Behaviour(String match, int times, Map<String, String> aspects) {
    public Behaviour {
        if (times < 0) {
            throw new IllegalArgumentException("times is a whole number, 0 or more");
        }
        aspects = Map.copyOf(aspects);
    }

    /** For every call of the API. */
    public static Behaviour always() {
        return on("*");
    }

    public static Behaviour on(String match) {
        return new Behaviour(match, 0, Map.of());
    }

    /** For every call about that person, so that tests beside this one notice nothing. */
    public static Behaviour onUser(long userId) {
        return on("* /api/2/mfa/users/" + userId + "/*");
    }

    public Behaviour times(int count) {
        return new Behaviour(match, count, aspects);
    }

    public Behaviour once() {
        return times(1);
    }

    public Behaviour shape(String value) {
        return with(Aspect.SHAPE, value);
    }

    public Behaviour ids(String value) {
        return with(Aspect.IDS, value);
    }

    public Behaviour errors(String value) {
        return with(Aspect.ERRORS, value);
    }

    public Behaviour errorMessage(String value) {
        return with(Aspect.ERROR_MESSAGE, value);
    }

    public Behaviour latency(Duration value) {
        return with(Aspect.LATENCY_MS, Long.toString(value.toMillis()));
    }

    public Behaviour fault(String value) {
        return with(Aspect.FAULT, value);
    }

    public Behaviour wrongCode(String value) {
        return with(Aspect.WRONG_CODE, value);
    }

    public Behaviour success(String value) {
        return with(Aspect.SUCCESS, value);
    }

    public Behaviour status(String value) {
        return with(Aspect.STATUS, value);
    }

    /** @param value {@code openapi} for exactly the fields of OneLogin's OpenAPI document */
    public Behaviour family(String value) {
        return with(Aspect.FAMILY, value);
    }

    /** @param fields that are left out of every object */
    public Behaviour omit(String... fields) {
        return with(Aspect.OMIT, String.join(",", fields));
    }

    public Behaviour duplicateStatus(String value) {
        return with(Aspect.DUPLICATE_STATUS, value);
    }

    public Behaviour contradiction(String value) {
        return with(Aspect.CONTRADICTION, value);
    }

    public Behaviour token(String value) {
        return with(Aspect.TOKEN, value);
    }

    public Behaviour expired(String value) {
        return with(Aspect.EXPIRED, value);
    }

    public Behaviour goneDevice(String value) {
        return with(Aspect.GONE_DEVICE, value);
    }

    /** Answers this text in place of the simulator's own answer, with its values where the text has {@code {{id}}} and the like. */
    public Behaviour body(int status, String text) {
        return with(Aspect.STATUS_CODE, Integer.toString(status)).with(Aspect.BODY, text);
    }

    public Behaviour code(String value) {
        return with(Aspect.CODE, value);
    }

    Pattern pattern() {
        return Pattern.compile(
                Stream.of(match.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private Behaviour with(Aspect aspect, String value) {
        return with(Map.of(aspect, value));
    }

    Behaviour with(Map<Aspect, String> more) {
        var all = new HashMap<>(aspects);
        more.forEach((aspect, value) -> all.put(aspect.field(), value));
        return new Behaviour(match, times, all);
    }
}
