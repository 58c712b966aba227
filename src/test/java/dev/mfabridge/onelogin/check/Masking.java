package dev.mfabridge.onelogin.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Masking of all values of an answer except types, statuses, error names and booleans. It records each masked value. */
final class Masking {
    private static final Set<String> OUTCOME_FIELDS = Set.of("type", "error", "name", "token_type");
    private static final Set<String> STATUS_FIELDS = Set.of("status", "state");
    private static final Set<String> HTTP_STATUS_FIELDS = Set.of("code", "statusCode", "status");
    /** Field whose own fields have names that an administrator chose. */
    private static final String CUSTOM = "custom_attributes";

    private static final Pattern FIELD_NAME = Pattern.compile("(?!.*[0-9]{4})[A-Za-z][A-Za-z0-9_-]{0,39}");
    private static final Pattern STATUS_WORD = Pattern.compile("[A-Za-z_]{1,20}");

    private final SensitiveValues sensitive;

    Masking(SensitiveValues sensitive) {
        this.sensitive = sensitive;
    }

    JsonNode mask(JsonNode node) {
        return mask("", node);
    }

    /** Returns the name of a field, or its length if the name may contain data. */
    static String fieldName(String name) {
        return FIELD_NAME.matcher(name).matches() ? name : "<name, " + name.length() + " characters>";
    }

    private JsonNode mask(String field, JsonNode node) {
        if (node.isObject()) {
            return object(node, field.equals(CUSTOM));
        }
        if (node.isArray()) {
            var masked = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> masked.add(mask(field, item)));
            return masked;
        }
        if (node.isNull() || node.isBoolean() || isShown(field, node)) {
            return node;
        }
        sensitive.add(node.asText());
        return TextNode.valueOf(node.isTextual() ? text(field, node.textValue()) : "<number>");
    }

    private ObjectNode object(JsonNode node, boolean hasCustomNames) {
        var masked = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> {
            var name = hasCustomNames ? "<name>" : fieldName(field.getKey());
            if (!name.equals(field.getKey())) {
                sensitive.add(field.getKey());
            }
            masked.set(unused(masked, name), mask(field.getKey(), field.getValue()));
        });
        return masked;
    }

    private static String unused(ObjectNode masked, String name) {
        var unused = name;
        for (var number = 2; masked.has(unused); number++) {
            unused = name + " " + number;
        }
        return unused;
    }

    private static boolean isShown(String field, JsonNode value) {
        var text = value.asText();
        return STATUS_FIELDS.contains(field)
                        && (value.isTextual() ? STATUS_WORD : Pattern.compile("[0-9]"))
                                .matcher(text)
                                .matches()
                || HTTP_STATUS_FIELDS.contains(field) && text.matches("[1-5][0-9]{2}")
                || field.equals("auth_factor_name") && KnownWords.isFactorType(text)
                || OUTCOME_FIELDS.contains(field) && KnownWords.isOutcome(text);
    }

    private static String text(String field, String value) {
        if (field.equals("auth_factor_name")) {
            return "<unknown kind, " + value.length() + " characters>";
        }
        if (value.matches("[0-9]+")) {
            return "<digits " + value.length() + ">";
        }
        if (value.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return "<uuid>";
        }
        if (value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)?")) {
            return "<timestamp>";
        }
        if (value.matches("user_temp_otp_[0-9]+")) {
            return "<user_temp_otp_ and digits>";
        }
        return value.contains("://") ? "<url>" : "<text " + value.length() + ">";
    }
}
