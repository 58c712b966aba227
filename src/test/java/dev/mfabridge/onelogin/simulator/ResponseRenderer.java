package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Renderer of answers in the form that the active rules select, or in their recorded form. */
final class ResponseRenderer {
    private static final Set<String> IDS = Set.of("id", "user_id", "device_id", "factor_id");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private ResponseRenderer() {}

    static RenderedResponse render(ApiResult answer, AppliedBehavior effect) {
        var body = answer.body().deepCopy();
        effect.of(ResponseOption.OMIT).ifPresent(fields -> omit(body, List.of(fields.split(","))));
        effect.of(ResponseOption.IDS).ifPresent(form -> rewriteIds(body, form));
        if (body.isMissingNode()) {
            return new RenderedResponse(answer.status(), "");
        }
        return new RenderedResponse(answer.status(), answer.wrappable() ? single(body, effect) : body.toString());
    }

    /**
     * Renders an error.
     *
     * @param form the form of the error if no rule decides it
     */
    static RenderedResponse render(ApiError error, AppliedBehavior effect, ErrorForm form) {
        var chosen = effect.of(ResponseOption.ERRORS).map(ErrorForm::of).orElse(form);
        return new RenderedResponse(
                error.status(), chosen.body(error, message(error, effect)).toString());
    }

    private static String single(JsonNode record, AppliedBehavior effect) {
        if (effect.of(ResponseOption.CONTRADICTION, "off").equals("on")) {
            ((ObjectNode) record).setAll(SuccessForm.fields());
        }
        var json = record.toString();
        // A tree contains a key only once, so the second key is added to the text.
        var text = effect.of(ResponseOption.DUPLICATE_STATUS)
                .map(status -> "{\"status\":" + new TextNode(status) + "," + json.substring(1))
                .orElse(json);
        return effect.of(ResponseOption.SHAPE, "object").equals("array") ? "[" + text + "]" : text;
    }

    private static JsonNode message(ApiError error, AppliedBehavior effect) {
        var text = error.getMessage();
        return switch (effect.of(ResponseOption.ERROR_MESSAGE, "text")) {
            case "list" -> SimulatorJson.array().add(text);
            case "object" -> SimulatorJson.object().put("description", text);
            default -> new TextNode(text);
        };
    }

    private static void omit(JsonNode node, List<String> fields) {
        node.forEach(child -> omit(child, fields));
        if (node instanceof ObjectNode object) {
            object.remove(fields);
        }
    }

    private static void rewriteIds(JsonNode node, String form) {
        node.forEach(child -> rewriteIds(child, form));
        if (node instanceof ObjectNode object) {
            IDS.stream()
                    .filter(name -> object.hasNonNull(name)
                            && NUMBER.matcher(object.get(name).asText()).matches())
                    .forEach(name -> {
                        var value = object.get(name).asText();
                        if (form.equals("number")) {
                            object.put(name, Long.parseLong(value));
                        } else {
                            object.put(name, value);
                        }
                    });
        }
    }
}
