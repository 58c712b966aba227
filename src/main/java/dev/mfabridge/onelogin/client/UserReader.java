package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.UserLookup.Block;
import java.util.Map;
import java.util.Optional;

/** Reader of OneLogin's responses about users: the user's identity, and whether the user may be challenged. */
final class UserReader {
    private static final Map<String, Block> BLOCKED_STATUS = Map.of("2", Block.SUSPENDED, "3", Block.LOCKED);
    private static final Map<String, Block> BLOCKED_STATE =
            Map.of("0", Block.UNAPPROVED, "2", Block.REJECTED, "3", Block.UNLICENSED);

    private UserReader() {}

    /**
     * Reads the response to a search. The field is compared again, since OneLogin finds more than the searched value.
     *
     * @param response the response to a search by that field
     */
    static UserLookup search(ApiResponse response, UserField field, String value) {
        var users = response.items();
        if (users.size() > 1) {
            return new UserLookup.Several();
        }
        return users.stream()
                .filter(user -> ApiJson.text(user, field.parameter())
                        .filter(text -> lowerCase(text).equals(lowerCase(value)))
                        .isPresent())
                .findFirst()
                .map(user -> lookup(user, response.required(user, "id")))
                .orElseGet(UserLookup.None::new);
    }

    /**
     * Reads the response to the lookup of one user.
     *
     * @param response the response to the lookup by that id
     */
    static UserLookup byId(ApiResponse response, OneLoginId id) {
        if (response.isNotFound()) {
            return new UserLookup.None();
        }
        var user = response.object();
        response.requireId(id, user);
        return lookup(user, id);
    }

    private static UserLookup lookup(JsonNode user, OneLoginId id) {
        return block(user).<UserLookup>map(UserLookup.Blocked::new).orElseGet(() -> new UserLookup.Found(id));
    }

    /**
     * Returns the text with its ASCII letters in lower case. Beyond ASCII, different letters are equal when their case
     * is ignored, and so could different users be.
     */
    private static String lowerCase(String text) {
        return text.chars()
                .map(letter -> letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Optional<Block> block(JsonNode user) {
        return ApiJson.text(user, "status")
                .map(BLOCKED_STATUS::get)
                .or(() -> ApiJson.text(user, "state").map(BLOCKED_STATE::get));
    }
}
