package dev.mfabridge.onelogin.keycloak.settingscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.Fake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;

/** Tests of the listener for saved settings, which decides what is checked. */
class SettingsSaveListenerTest {
    private static final String OURS = "config-of-onelogin";
    private static final String OTHERS = "config-of-another";

    private final Map<String, String> stored =
            new HashMap<>(Map.of("onelogin.baseUrl", "https://example.onelogin.com"));
    private final List<KeycloakTransaction> afterCompletion = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private final Map<String, String> attributes = new HashMap<>();
    private int updates;
    private final CheckQueue queue = new CheckQueue(request -> checked.add(request.config()));

    @Test
    @DisplayName("A changed and a new configuration are checked after the commit, and not before")
    void savedConfigIsCheckedAfterTheCommit() {
        send(OperationType.UPDATE, "authentication/config/" + OURS);
        send(OperationType.CREATE, "authentication/executions/execution-of-onelogin/config");

        assertThat(afterCompletion).hasSize(2);
        assertThat(checked).isEmpty();
    }

    @Test
    @DisplayName("A rollback causes no check")
    void rollbackCausesNoCheck() {
        send(OperationType.UPDATE, "authentication/config/" + OURS);

        afterCompletion.forEach(transaction -> {
            transaction.begin();
            transaction.rollback();
        });

        assertThat(checked).isEmpty();
    }

    @Test
    @DisplayName("Other configurations, a removal and the event of a check cause no check")
    void otherEventsCauseNoCheck() {
        send(OperationType.UPDATE, "authentication/config/" + OTHERS);
        send(OperationType.CREATE, "authentication/executions/execution-of-another/config");
        send(OperationType.CREATE, "authentication/executions/unknown/config");
        send(OperationType.DELETE, "authentication/config/" + OURS);
        send(OperationType.ACTION, "authentication/config/" + OURS + "/onelogin-mfa/check");

        assertThat(afterCompletion).isEmpty();
    }

    @Test
    @DisplayName("A realm can switch the check off by an attribute")
    void realmCanSwitchTheCheckOff() {
        attributes.put("onelogin_mfa_check_after_save", "false");

        send(OperationType.UPDATE, "authentication/config/" + OURS);

        assertThat(afterCompletion).isEmpty();
    }

    @Test
    @DisplayName("The text of the last check, which the form sends back, is not stored")
    void textOfTheLastCheckIsNotStored() {
        stored.put("onelogin.lastCheck", "works");
        stored.put("onelogin.lastCheck.2", "works too");

        send(OperationType.UPDATE, "authentication/config/" + OURS);

        assertThat(stored).containsOnlyKeys("onelogin.baseUrl");
        assertThat(updates).isEqualTo(1);
        send(OperationType.UPDATE, "authentication/config/" + OURS);
        assertThat(updates).isEqualTo(1);
    }

    private void send(OperationType operation, String path) {
        var event = new AdminEvent();
        event.setRealmId("acme");
        event.setOperationType(operation);
        event.setResourceType(ResourceType.AUTHENTICATOR_CONFIG);
        event.setResourcePath(path);
        event.setAuthDetails(new AuthDetails());
        new SettingsSaveListener(session(), queue).onEvent(event, false);
    }

    private KeycloakSession session() {
        var transactions = fake(
                KeycloakTransactionManager.class,
                Map.of("enlistAfterCompletion", arguments -> afterCompletion.add((KeycloakTransaction) arguments[0])));
        var executors = fake(ExecutorsProvider.class, Map.of("getExecutor", arguments -> ForkJoinPool.commonPool()));
        var realms = fake(RealmProvider.class, Map.of("getRealm", arguments -> realm()));
        return fake(
                KeycloakSession.class,
                Map.of(
                        "realms", arguments -> realms,
                        "getProvider", arguments -> executors,
                        "getTransactionManager", arguments -> transactions));
    }

    private RealmModel realm() {
        var flow = new AuthenticationFlowModel();
        flow.setId("flow");
        var ours = execution("execution-of-onelogin", "onelogin-mfa", OURS);
        var another = execution("execution-of-another", "auth-otp-form", OTHERS);
        return fake(
                RealmModel.class,
                Map.of(
                        "getId", arguments -> "acme",
                        "getAttribute", arguments -> attributes.get((String) arguments[0]),
                        "getAuthenticationFlowsStream", arguments -> Stream.of(flow),
                        "getAuthenticationExecutionsStream", arguments -> Stream.of(ours, another),
                        "getAuthenticationExecutionById",
                                arguments -> Stream.of(ours, another)
                                        .filter(execution -> execution.getId().equals(arguments[0]))
                                        .findFirst()
                                        .orElse(null),
                        "getAuthenticatorConfigById", arguments -> config((String) arguments[0]),
                        "updateAuthenticatorConfig", arguments -> update((AuthenticatorConfigModel) arguments[0])));
    }

    private Object update(AuthenticatorConfigModel config) {
        updates++;
        stored.clear();
        stored.putAll(config.getConfig());
        return null;
    }

    private AuthenticatorConfigModel config(String id) {
        var config = new AuthenticatorConfigModel();
        config.setId(id);
        config.setAlias(id);
        config.setConfig(new HashMap<>(stored));
        return config;
    }

    private static AuthenticationExecutionModel execution(String id, String authenticator, String config) {
        var execution = new AuthenticationExecutionModel();
        execution.setId(id);
        execution.setAuthenticator(authenticator);
        execution.setAuthenticatorConfig(config);
        return execution;
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return Fake.of(type, answers);
    }
}
