package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.UserField;
import dev.mfabridge.onelogin.client.UserLookup;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Query for the OneLogin user to check. {@link #toString()} hides the value.
 *
 * @param field the field to search, or empty for the user's id
 * @param value the content of that field
 */
record UserQuery(Optional<UserField> field, String value) {
    private static final String ID = "id";

    /**
     * Creates a query.
     *
     * @throws UsageException if the field is unknown or the value is invalid
     */
    static UserQuery of(String fieldName, String value) {
        if (fieldName.equals(ID)) {
            OneLoginId.parse(value)
                    .orElseThrow(() -> new UsageException("--user is no id of a OneLogin user. Enter a number."));
            return new UserQuery(Optional.empty(), value);
        }
        var field = Arrays.stream(UserField.values())
                .filter(known -> known.parameter().equals(fieldName))
                .findFirst()
                .orElseThrow(() -> new UsageException("--by must be one of " + fieldNames() + "."));
        if (value.contains("*") || value.contains("!")) {
            throw new UsageException("OneLogin reads * and ! as a pattern. Enter the whole value of one user.");
        }
        return new UserQuery(Optional.of(field), value);
    }

    UserLookup lookUp(OneLoginClient client) {
        return field.map(searched -> client.findUser(searched, value))
                .orElseGet(() -> client.user(new OneLoginId(value)));
    }

    String fieldName() {
        return field.map(UserField::parameter).orElse(ID);
    }

    private static String fieldNames() {
        return Stream.concat(Arrays.stream(UserField.values()).map(UserField::parameter), Stream.of(ID))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "UserQuery[" + fieldName() + "]";
    }
}
