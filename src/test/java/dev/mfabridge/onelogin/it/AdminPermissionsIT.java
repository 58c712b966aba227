package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.admin.TokenRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.admin.client.Keycloak;

/** Tests of the roles that the calls of the admin API require. A caller without the role gets 403 and learns nothing else. */
@Tag("core")
class AdminPermissionsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    /** User and execution that a call names. */
    private record Subject(String user, String execution) {}

    /** Returns each call with the roles of which one is sufficient. */
    private static Map<BiConsumer<AdminApi, Subject>, Set<String>> calls() {
        var calls = new LinkedHashMap<BiConsumer<AdminApi, Subject>, Set<String>>();
        calls.put((api, subject) -> api.executions(), Set.of("view-realm", "manage-realm"));
        calls.put((api, subject) -> api.test(subject.execution()), Set.of("view-realm", "manage-realm"));
        calls.put((api, subject) -> api.realmCheck(), Set.of("view-realm", "manage-realm"));
        calls.put((api, subject) -> api.factors(subject.user()), Set.of("view-users", "manage-users"));
        calls.put((api, subject) -> api.remove(subject.user(), "1"), Set.of("manage-users"));
        calls.put((api, subject) -> api.reset(subject.user()), Set.of("manage-users"));
        calls.put((api, subject) -> api.forgetBrowsers(subject.user()), Set.of("manage-users"));
        calls.put((api, subject) -> api.freeLimits(subject.user()), Set.of("manage-users"));
        calls.put((api, subject) -> api.requestEnrollment(subject.user()), Set.of("manage-users"));
        calls.put(
                (api, subject) -> api.issueToken(subject.user(), new TokenRequest(null, null)), Set.of("manage-users"));
        calls.put((api, subject) -> api.declareAttributes(), Set.of("manage-realm"));
        // One role is not enough, since these calls are about the realm and all its users.
        calls.put((api, subject) -> api.storedData(), Set.of());
        calls.put((api, subject) -> api.removeStoredData(), Set.of());
        return calls;
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.ADMINISTRATION)
    @DisplayName("A caller without the role gets 403, even if the user or execution doesn't exist")
    void callerWithoutTheRoleIsForbidden() {
        var subjects = List.of(existingSubject("ann"), new Subject(UNKNOWN, UNKNOWN), new Subject("a b", "%2e%2e"));
        for (var role :
                List.of("view-users", "manage-users", "view-realm", "manage-realm", "view-events", "query-users")) {
            try (var client = administrator("with-" + role, role)) {
                var api = realm.api(client);
                calls().forEach((call, sufficient) -> {
                    if (!sufficient.contains(role)) {
                        subjects.forEach(subject -> assertThatThrownBy(() -> call.accept(api, subject))
                                .isInstanceOf(ForbiddenException.class));
                    }
                });
            }
        }
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.ADMINISTRATION)
    @DisplayName("A caller without any role gets 403 for every call")
    void callerWithoutAnyRoleIsForbidden() {
        var subject = existingSubject("ben");
        try (var client = administrator("without-roles")) {
            var api = realm.api(client);
            calls().keySet()
                    .forEach(call ->
                            assertThatThrownBy(() -> call.accept(api, subject)).isInstanceOf(ForbiddenException.class));
        }
    }

    @Test
    @DisplayName("A caller with the role may use the admin API")
    void callerWithTheRoleIsNotForbidden() {
        var subject = existingSubject("cora");
        try (var viewer = administrator("viewer", "view-users", "view-realm");
                var manager = administrator("manager", "manage-users", "manage-realm")) {
            var view = realm.api(viewer);
            assertThat(view.executions()).isNotEmpty();
            assertThat(view.test(subject.execution()).ok()).isTrue();
            assertThat(view.realmCheck().ok()).isTrue();
            assertThat(view.storedData().credentials()).isZero();
            assertThatThrownBy(view::removeStoredData).isInstanceOf(ForbiddenException.class);
            assertThat(view.factors(subject.user()).factors()).isEmpty();
            assertThatThrownBy(() -> view.factors(UNKNOWN)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> view.test(UNKNOWN)).isInstanceOf(NotFoundException.class);

            var manage = realm.api(manager);
            assertThat(manage.reset(subject.user()).devices()).isEmpty();
            manage.forgetBrowsers(subject.user());
            assertThatThrownBy(() -> manage.remove(subject.user(), "1")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> manage.remove(subject.user(), "x")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> manage.reset(UNKNOWN)).isInstanceOf(NotFoundException.class);
        }
    }

    private static Subject existingSubject(String name) {
        return new Subject(
                realm.user(name).id(), realm.api().executions().get(0).id());
    }

    private static Keycloak administrator(String clientId, String... roles) {
        return realm.administrator(clientId, roles);
    }
}
