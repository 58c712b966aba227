package dev.mfabridge.onelogin.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Differences between the fields of two objects, each of them once. */
final class FieldComparison {
    private final boolean isOpen;
    private final Set<String> differences = new LinkedHashSet<>();

    private FieldComparison(boolean isOpen) {
        this.isOpen = isOpen;
    }

    /** @param isOpen whether further fields are no difference */
    static Set<String> differences(JsonNode known, JsonNode answered, boolean isOpen) {
        var comparison = new FieldComparison(isOpen);
        comparison.compare("", known, answered);
        return comparison.differences;
    }

    private void compare(String path, JsonNode known, JsonNode answered) {
        if (known.isObject() && answered.isObject()) {
            known.properties().forEach(field -> field(path, field.getKey(), field.getValue(), answered));
            answered.properties().stream()
                    .filter(field -> !known.has(field.getKey()) && !isOpen)
                    .forEach(field -> differences.add(
                            "the field " + path + Masking.fieldName(field.getKey()) + " is not in the contract"));
        } else if (known.isArray() && answered.isArray()) {
            if (!known.isEmpty()) {
                answered.forEach(item -> compare(path, known.get(0), item));
            }
        } else if (!isUnset(known) && !isUnset(answered) && !type(known).equals(type(answered))) {
            differences.add((path.isEmpty() ? "an item" : path.substring(0, path.length() - 1)) + " is "
                    + type(answered) + " and not " + type(known));
        }
    }

    private void field(String path, String name, JsonNode known, JsonNode answered) {
        if (answered.has(name)) {
            compare(path + name + ".", known, answered.get(name));
        } else {
            differences.add("the field " + path + name + " is missing");
        }
    }

    private static boolean isUnset(JsonNode node) {
        return node.isNull();
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "text";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
