package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.secrets.RunRecord;
import dev.mfabridge.onelogin.keycloak.admin.TokenRequest;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;

/** Administrators of another realm or of some users only, and addresses that hide the call (S6, S10). */
class ForeignAdministratorsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm other = TestRealm.withOneLogin();

    @Test
    @Attack(
            on = {"S6", "S10"},
            kind = AttackKind.ADMINISTRATION)
    @DisplayName("An administrator of another realm sees and removes nothing")
    void administratorOfAnotherRealmSeesNothing() {
        var user = realm.user("ann").enrolled(SimulatedFactorType.SMS);
        try (var foreigner = other.administrator("foreigner", "realm-admin")) {
            var api = realm.api(foreigner);

            assertThatThrownBy(() -> api.factors(user.id())).isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> api.reset(user.id())).isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> api.issueToken(user.id(), new TokenRequest(60, false)))
                    .isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> other.api(foreigner).issueToken(user.id(), new TokenRequest(60, false)))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> other.api(foreigner).factors(user.id())).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> other.api(foreigner).remove(user.id(), user.device()))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.ADMINISTRATION)
    @DisplayName("An address with dots, slashes, parameters or escapes shows nothing to a caller without the role")
    void addressThatHidesTheCallShowsNothing() throws IOException, InterruptedException {
        var user = realm.user("ben").enrolled(SimulatedFactorType.SMS);
        var id = user.id();
        try (var caller = realm.administrator("caller", "query-users");
                var foreigner = other.administrator("tricky", "realm-admin")) {
            for (var token : List.of(
                    caller.tokenManager().getAccessTokenString(),
                    foreigner.tokenManager().getAccessTokenString())) {
                for (var path : List.of(
                        "users/" + id + "/factors",
                        "users/" + id + "/factors/",
                        "users/" + id + ";a=b/factors;c=d",
                        "/users//" + id + "//factors",
                        "executions/../users/" + id + "/factors",
                        "executions/%2e%2e/users/" + id + "/factors",
                        "users/%2e%2e/users/" + id + "/factors",
                        "users/" + id + "%2ffactors",
                        "users/" + id.toUpperCase(Locale.ROOT) + "/factors",
                        "users/" + id + "/factors%00")) {
                    var answer = get("onelogin-mfa/" + path, token);
                    assertThat(answer.statusCode()).as(path).isBetween(400, 499);
                    assertThat(answer.body()).as(path).doesNotContain(user.device());
                }
            }
        }
    }

    @Test
    @Attack(
            on = {"S6", "S10"},
            kind = AttackKind.ADMINISTRATION)
    @DisplayName("An administrator with fine-grained permissions on one user sees and removes nothing of others")
    void fineGrainedPermissionIsForItsUser() {
        var managed = other.user("cora").enrolled(SimulatedFactorType.SMS);
        var user = other.user("dan").enrolled(SimulatedFactorType.SMS);
        try (var helper = other.administrator("helper", "query-users")) {
            permit("helper", managed);
            var api = other.api(helper);

            assertThat(api.factors(managed.id()).factors()).hasSize(1);
            assertThatThrownBy(() -> api.factors(user.id())).isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> api.reset(user.id())).isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> api.issueToken(user.id(), new TokenRequest(60, false)))
                    .isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> api.remove(user.id(), user.device())).isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> api.remove(managed.id(), user.device())).isInstanceOf(NotFoundException.class);
        }
        assertThat(other.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
    }

    private static void permit(String clientId, TestUser managed) {
        var settings = other.admin().toRepresentation();
        settings.setAdminPermissionsEnabled(true);
        other.admin().update(settings);
        var clients = other.admin().clients();
        var account = clients.get(clients.findByClientId(clientId).get(0).getId())
                .getServiceAccountUser()
                .getId();
        var permissions = clients.get(
                        clients.findByClientId("admin-permissions").get(0).getId())
                .authorization();
        var policy = new UserPolicyRepresentation();
        policy.setName("only " + clientId);
        policy.setUsers(Set.of(account));
        permissions.policies().user().create(policy).close();
        var permission = new ScopePermissionRepresentation();
        permission.setName("one user");
        permission.setResourceType("Users");
        permission.setResources(Set.of(managed.id()));
        permission.setScopes(Set.of("view", "manage"));
        permission.setPolicies(Set.of(policy.getName()));
        permissions.permissions().scope().create(permission).close();
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(realm.adminAddress(path))
                .header("Authorization", "Bearer " + token)
                .GET();
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        RunRecord.received(response.uri().toString(), response.body());
        return response;
    }
}
