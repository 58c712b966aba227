package dev.mfabridge.onelogin.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads what OneLogin answers about users: who it is, and whether that user may be asked for anything. */
final class UserAnswers {
    /** Suspended and locked. */
    private static final Set<String> INACTIVE = Set.of("2", "3");

    private UserAnswers() {}

    /** @param answer to a search by that field; OneLogin finds more than what was asked for */
    static UserLookup search(Answer answer, UserField field, String value) {
        var users = answer.items();
        if (users.size() > 1) {
            return new UserLookup.Several();
        }
        return users.stream()
                .filter(user -> Json.text(user, field.parameter())
                        .filter(text -> lowerCase(text).equals(lowerCase(value)))
                        .isPresent())
                .findFirst()
                .map(user -> lookup(user, answer.required(user, "id")))
                .orElseGet(UserLookup.None::new);
    }

    /** @param answer to the question for the user with that id */
    static UserLookup one(Answer answer, OneLoginId id) {
        if (answer.isNotFound()) {
            return new UserLookup.None();
        }
        var user = answer.object();
        answer.requireThatItIsAbout(id, user);
        return lookup(user, id);
    }

    private static UserLookup lookup(JsonNode user, OneLoginId id) {
        return isInactive(user) ? new UserLookup.Inactive() : new UserLookup.Found(id);
    }

    /** Of ASCII alone: beyond it, letters that differ are equal when their case is ignored, and so could people be. */
    private static String lowerCase(String text) {
        return text.chars()
                .map(letter -> letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isInactive(JsonNode user) {
        return Json.text(user, "status").filter(INACTIVE::contains).isPresent();
    }
}
