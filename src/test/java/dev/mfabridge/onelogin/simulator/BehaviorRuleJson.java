package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON form of a rule, as the control API accepts it. */
final class BehaviorRuleJson {
    private BehaviorRuleJson() {}

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException with the name of an unknown field or value
     */
    static BehaviorRule read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("A behavior rule is one JSON object");
        }
        var match = "*";
        var times = 0;
        var options = new EnumMap<ResponseOption, String>(ResponseOption.class);
        for (var field : json.properties()) {
            var value = field.getValue();
            if (field.getKey().equals("match")) {
                match = text(value);
            } else if (field.getKey().equals("times")) {
                times = count(value);
            } else {
                var option = ResponseOption.named(field.getKey()).orElseThrow(() -> unknown(field.getKey()));
                if (!value.isNull()) {
                    options.put(option, option.read(value));
                }
            }
        }
        return new BehaviorRule(match, times, Map.of()).with(options);
    }

    static JsonNode write(BehaviorRule rule) {
        var json = SimulatorJson.object().put("match", rule.match()).put("times", rule.times());
        rule.options().forEach((field, value) -> {
            if (ResponseOption.named(field).filter(ResponseOption::isNumber).isPresent()) {
                json.put(field, Long.parseLong(value));
            } else {
                json.put(field, value);
            }
        });
        return json;
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
                Stream.of("match", "times"), Stream.of(ResponseOption.values()).map(ResponseOption::field));
        return new IllegalArgumentException(
                "Unknown field \"" + field + "\"; known are " + known.collect(Collectors.joining(", ")));
    }
}
