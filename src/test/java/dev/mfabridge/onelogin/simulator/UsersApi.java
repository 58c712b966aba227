package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Endpoints {@code GET /api/2/users} and {@code GET /api/2/users/{id}}: finding users by filters with a wildcard and a
 * negation.
 */
final class UsersApi {
    private static final int PAGE = 50;
    private static final int MAX_PAGE_SIZE = 100;
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Map<String, Function<SimulatedUser, String>> FILTERS = Map.of(
            "email", SimulatedUser::email,
            "username", SimulatedUser::username,
            "external_id", SimulatedUser::externalId);
    private static final List<String> UNSET = List.of(
            "title",
            "department",
            "company",
            "comment",
            "group_id",
            "directory_id",
            "trusted_idp_id",
            "manager_ad_id",
            "manager_user_id",
            "samaccountname",
            "member_of",
            "userprincipalname",
            "distinguished_name",
            "activated_at",
            "last_login",
            "invitation_sent_at",
            "updated_at",
            "preferred_locale_code",
            "created_at",
            "locked_until",
            "password_changed_at");

    private final Directory directory;

    UsersApi(Directory directory) {
        this.directory = directory;
    }

    ApiResult find(SimulatorRequest request) {
        var limit = Math.min(count(request, "limit", PAGE), MAX_PAGE_SIZE);
        var page = Cursor.read(request).orElseGet(() -> count(request, "page", 1));
        var fields = request.query("fields").filter(value -> !value.isBlank());
        var found = directory.users().stream().filter(filter(request)).toList();
        var list = SimulatorJson.array();
        found.stream()
                .skip((page - 1L) * limit)
                .limit(limit)
                .map(UsersApi::json)
                .map(user -> fields.map(names -> reduced(user, names)).orElse(user))
                .forEach(list::add);
        request.http().header("Total-Count", Integer.toString(found.size()));
        if ((long) page * limit < found.size()) {
            request.http().header("After-Cursor", Cursor.to(page + 1));
        }
        return ApiResult.ok(list);
    }

    ApiResult read(SimulatorRequest request) {
        return directory
                .user(request.path("id"))
                .map(user -> ApiResult.ok(json(user)))
                .orElseThrow(() -> ApiError.notFound("The resource with the given id could not be found"));
    }

    private static Predicate<SimulatedUser> filter(SimulatorRequest request) {
        return FILTERS.entrySet().stream()
                .flatMap(filter -> request.query(filter.getKey()).filter(value -> !value.isEmpty()).stream()
                        .map(value -> matching(filter.getValue(), value)))
                .reduce(user -> true, Predicate::and);
    }

    private static Predicate<SimulatedUser> matching(Function<SimulatedUser, String> field, String value) {
        var negated = value.startsWith("!");
        var glob = negated ? value.substring(1) : value;
        var pattern = Pattern.compile(
                Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return user -> negated
                != Optional.ofNullable(field.apply(user))
                        .filter(text -> pattern.matcher(text).matches())
                        .isPresent();
    }

    private static int count(SimulatorRequest request, String name, int otherwise) {
        var text = request.query(name);
        if (text.isPresent() && !COUNT.matcher(text.get()).matches()) {
            throw ApiError.badRequest(name + " must be a positive whole number");
        }
        return text.map(Integer::parseInt).orElse(otherwise);
    }

    private static ObjectNode json(SimulatedUser user) {
        var json = SimulatorJson.object()
                .put("id", user.id())
                .put("username", user.username())
                .put("email", user.email())
                .put("firstname", user.firstname())
                .put("lastname", user.lastname())
                .put("external_id", user.externalId())
                .put("phone", user.phone())
                .put("status", user.status())
                .put("state", user.state())
                .put("invalid_login_attempts", 0);
        UNSET.forEach(json::putNull);
        json.putArray("role_ids");
        return json;
    }

    private static JsonNode reduced(ObjectNode user, String names) {
        return user.retain(Stream.of(names.split(",")).map(String::strip).toList());
    }
}
