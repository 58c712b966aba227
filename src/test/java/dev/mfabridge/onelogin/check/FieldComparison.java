package dev.mfabridge.onelogin.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Differences between the fields of two objects, without repetitions. */
final class FieldComparison {
    private final boolean isOpen;
    private final Set<String> differences = new LinkedHashSet<>();

    private FieldComparison(boolean isOpen) {
        this.isOpen = isOpen;
    }

    /**
     * Compares two objects.
     *
     * @param isOpen whether additional fields are no difference
     */
    static Set<String> differences(JsonNode known, JsonNode actual, boolean isOpen) {
        var comparison = new FieldComparison(isOpen);
        comparison.compare("", known, actual);
        return comparison.differences;
    }

    private void compare(String path, JsonNode known, JsonNode actual) {
        if (known.isObject() && actual.isObject()) {
            known.properties().forEach(field -> field(path, field.getKey(), field.getValue(), actual));
            actual.properties().stream()
                    .filter(field -> !known.has(field.getKey()) && !isOpen)
                    .forEach(field -> differences.add(
                            "the field " + path + Masking.fieldName(field.getKey()) + " is not in the contract"));
        } else if (known.isArray() && actual.isArray()) {
            if (!known.isEmpty()) {
                actual.forEach(item -> compare(path, known.get(0), item));
            }
        } else if (!isUnset(known) && !isUnset(actual) && !type(known).equals(type(actual))) {
            differences.add((path.isEmpty() ? "an item" : path.substring(0, path.length() - 1)) + " is " + type(actual)
                    + " and not " + type(known));
        }
    }

    private void field(String path, String name, JsonNode known, JsonNode actual) {
        if (actual.has(name)) {
            compare(path + name + ".", known, actual.get(name));
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
