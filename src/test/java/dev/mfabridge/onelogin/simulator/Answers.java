package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives answers the form that the behaviour in force asks for, or the one of OneLogin's OpenAPI document, which its SDKs read. */
final class Answers {
    private static final Set<String> IDS = Set.of("id", "user_id", "device_id", "factor_id");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private Answers() {}

    static Rendered render(Answer answer, Effect effect) {
        var body = shaped(answer, effect).deepCopy();
        effect.of(Aspect.IDS).ifPresent(form -> rewriteIds(body, form));
        return new Rendered(answer.status(), body.isMissingNode() ? "" : body.toString());
    }

    /** @param errors the form of errors where the behaviour says nothing */
    static Rendered render(Refusal refusal, Effect effect, String errors) {
        var message = message(refusal, effect);
        var form = effect.of(Aspect.ERRORS, errors);
        var body = form.equals("name")
                ? Json.object()
                        .put("statusCode", refusal.status())
                        .put("name", refusal.name())
                        .set("message", message)
                : flat(refusal, message);
        return new Rendered(
                refusal.status(), (form.equals("status") ? Json.object().set("status", body) : body).toString());
    }

    private static JsonNode shaped(Answer answer, Effect effect) {
        var asArray = answer.wrappable() && effect.of(Aspect.SHAPE, "object").equals("array");
        return asArray ? Json.array().add(answer.body()) : answer.body();
    }

    private static JsonNode message(Refusal refusal, Effect effect) {
        var text = new TextNode(refusal.getMessage());
        return effect.of(Aspect.ERROR_MESSAGE, "text").equals("list")
                ? Json.array().add(text)
                : text;
    }

    private static JsonNode flat(Refusal refusal, JsonNode message) {
        return Json.object()
                .put("error", true)
                .put("code", refusal.status())
                .put("type", refusal.type())
                .set("message", message);
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
