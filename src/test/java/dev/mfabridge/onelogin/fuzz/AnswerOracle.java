package dev.mfabridge.onelogin.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Second reader of an answer, which follows docs/reference/onelogin-api.md and shares no code with the client. It lists
 * the values of an answer one by one, and knows no tree.
 */
final class AnswerOracle {
    private static final Pattern EMPTY_LIST = Pattern.compile("\\s*\\[\\s*]\\s*");
    private static final Set<String> CODES = Set.of("200", "201");
    private static final Set<String> FAILURES = Set.of("rejected", "denied", "failed", "expired", "invalid");
    private static final Set<String> SUCCESSES = Set.of("success", "verified", "valid", "approved", "accepted");

    private final FuzzedAnswer answer;
    private final List<Field> fields = new ArrayList<>();
    private final boolean isJson;
    private int objects;

    /**
     * Value of the answer.
     *
     * @param path the names of the objects around it, and its own
     * @param text the value as text; null for null
     */
    private record Field(String path, String name, boolean isText, String text) {
        boolean is(String expected) {
            return text != null && text.equalsIgnoreCase(expected);
        }
    }

    AnswerOracle(FuzzedAnswer answer) {
        this.answer = answer;
        this.isJson = isRead();
    }

    /** Returns whether the answer can accept a code or a confirmation (S1). */
    boolean canAccept(AnsweredCall call) {
        var says = has("/status", "accepted") || call.isAboutCode() && (isSuccess("") || isSuccess("/status"));
        return isGood()
                && objects == 1
                && says
                && allOf("status").stream().filter(Field::isText).allMatch(status -> status.is("accepted"))
                && allOf("error").stream().allMatch(error -> error.is("false"))
                && allOf("code").stream().allMatch(AnswerOracle::isSuccessful)
                && allOf("statuscode").stream().allMatch(AnswerOracle::isSuccessful)
                && FAILURES.stream().flatMap(name -> allOf(name).stream()).noneMatch(failure -> failure.is("true"))
                && SUCCESSES.stream().flatMap(name -> allOf(name).stream()).noneMatch(success -> success.is("false"))
                && allOf("errors").isEmpty()
                && fields.stream()
                        .filter(field -> field.name().equals("user_id"))
                        .allMatch(this::isOfUser)
                && (!call.namesChallenge() || isOfChallenge());
    }

    /** Returns whether the answer can say that a code is wrong, or that the user declined (S5). */
    boolean canReject() {
        return isJson && (answer.status() >= 400 || allOf("status").stream().anyMatch(AnswerOracle::isRejection))
                || answer.status() == 401;
    }

    /** Returns whether the answer can say that a list is empty (S2). */
    boolean canBeEmptyList() {
        return isGood() && EMPTY_LIST.matcher(answer.text()).matches();
    }

    /** Returns whether each item of a list has the id of a factor or device. An item without an id could be any device (S2). */
    boolean canBeCompleteList() {
        var ids = fields.stream()
                .filter(field ->
                        field.path().equals("/device_id") || field.path().equals("/factor_id"))
                .filter(field -> field.text() != null && !field.text().isBlank());
        return isGood() && ids.count() >= objects;
    }

    /** Returns whether the answer can say that a device doesn't exist any longer (S10). */
    boolean canBeRemoval() {
        var isBlank = answer.text().isBlank();
        return answer.status() / 100 == 2 && (isBlank || isJson)
                || isJson && objects == 1 && (answer.status() == 404 || answer.status() == 400);
    }

    /** Returns whether the answer is JSON, and its HTTP status a success. */
    boolean isGood() {
        return isJson && CODES.contains(Integer.toString(answer.status()));
    }

    private boolean isSuccess(String path) {
        return has(path + "/type", "success")
                && (has(path + "/code", "200") || has(path + "/code", "201"))
                && has(path + "/error", "false");
    }

    private static boolean isSuccessful(Field field) {
        return field.text() == null || field.text().isBlank() || CODES.contains(field.text());
    }

    private static boolean isRejection(Field status) {
        return status.is("pending") || status.is("rejected");
    }

    private boolean isOfUser(Field field) {
        return field.text() == null || field.is(FuzzedAccount.USER_ID.value());
    }

    private boolean isOfChallenge() {
        return fields.stream()
                .filter(field -> field.path().equals("/id"))
                .allMatch(id -> id.text() == null || id.is(FuzzedAccount.CHALLENGE_ID.value()));
    }

    private boolean has(String path, String text) {
        return fields.stream().anyMatch(field -> field.path().equals(path) && field.is(text));
    }

    /** Returns the fields of this name at any depth, in any case. */
    private List<Field> allOf(String name) {
        return fields.stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name))
                .toList();
    }

    /** Reads the answer, and returns false if it is no single array or object, or repeats a field. */
    private boolean isRead() {
        try (var parser = new JsonFactory().createParser(answer.text())) {
            var first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                objects++;
                return isRead(parser, "") && parser.nextToken() == null;
            }
            return first == JsonToken.START_ARRAY && isListRead(parser) && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads the list around the whole answer. */
    private boolean isListRead(JsonParser parser) throws IOException {
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            objects++;
            if (!isValueRead(parser, "", "")) {
                return false;
            }
        }
        return true;
    }

    private boolean isRead(JsonParser parser, String path) throws IOException {
        var names = new HashSet<String>();
        for (var token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            var name = parser.currentName();
            parser.nextToken();
            if (!names.add(name) | !isValueRead(parser, path + "/" + name, name)) {
                return false;
            }
        }
        return true;
    }

    private boolean isValueRead(JsonParser parser, String path, String name) throws IOException {
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return isRead(parser, path);
        }
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!isValueRead(parser, path + "[]", "")) {
                    return false;
                }
            }
            return true;
        }
        fields.add(new Field(
                path, name, token == JsonToken.VALUE_STRING, token == JsonToken.VALUE_NULL ? null : parser.getText()));
        return true;
    }
}
