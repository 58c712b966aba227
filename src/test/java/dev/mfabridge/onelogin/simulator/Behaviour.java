package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule for how the simulator answers, as {@code POST /_sim/behaviour} takes it. Among the rules that match a call the newest one
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

    public Behaviour numberMatch(String value) {
        return with(Aspect.NUMBER_MATCH, value);
    }

    public Behaviour code(String value) {
        return with(Aspect.CODE, value);
    }

    /** @throws IllegalArgumentException naming the field or value that isn't known */
    static Behaviour read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("A behaviour is one JSON object");
        }
        var match = "*";
        var times = 0;
        var aspects = new EnumMap<Aspect, String>(Aspect.class);
        for (var field : json.properties()) {
            var value = field.getValue();
            if (field.getKey().equals("match")) {
                match = text(value);
            } else if (field.getKey().equals("times")) {
                times = count(value);
            } else {
                var aspect = Aspect.named(field.getKey()).orElseThrow(() -> unknown(field.getKey()));
                if (!value.isNull()) {
                    aspects.put(aspect, aspect.read(value));
                }
            }
        }
        return new Behaviour(match, times, Map.of()).with(aspects);
    }

    JsonNode json() {
        var json = Json.object().put("match", match).put("times", times);
        aspects.forEach((field, value) -> {
            if (field.equals(Aspect.LATENCY_MS.field())) {
                json.put(field, Long.parseLong(value));
            } else {
                json.put(field, value);
            }
        });
        return json;
    }

    Pattern pattern() {
        return Pattern.compile(
                Stream.of(match.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private Behaviour with(Aspect aspect, String value) {
        return with(Map.of(aspect, value));
    }

    private Behaviour with(Map<Aspect, String> more) {
        var all = new HashMap<>(aspects);
        more.forEach((aspect, value) -> all.put(aspect.field(), value));
        return new Behaviour(match, times, all);
    }

    private static String text(JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException("match is a text, a glob over \"METHOD path\"");
        }
        return value.textValue();
    }

    private static int count(JsonNode value) {
        if (!value.isInt()) {
            throw new IllegalArgumentException("times is a whole number, 0 or more");
        }
        return value.intValue();
    }

    private static IllegalArgumentException unknown(String field) {
        var known = Stream.concat(
                Stream.of("match", "times"), Stream.of(Aspect.values()).map(Aspect::field));
        return new IllegalArgumentException(
                "Unknown field \"" + field + "\"; known are " + known.collect(Collectors.joining(", ")));
    }
}
