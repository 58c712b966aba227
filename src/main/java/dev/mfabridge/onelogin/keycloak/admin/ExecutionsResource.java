package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import dev.mfabridge.onelogin.keycloak.settingscheck.CheckStore;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionTest;
import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheck;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;

/**
 * Admin API resource {@code /executions}: the executions "OneLogin MFA" of the realm's flows. It requires {@code
 * view-realm}.
 */
public final class ExecutionsResource {
    private final AdminRequest request;

    ExecutionsResource(AdminRequest request) {
        this.request = request;
    }

    /**
     * View of an execution.
     *
     * @param id the id of the execution
     * @param flow the alias of the flow that contains the execution
     * @param enabled whether neither the execution nor a subflow around it is disabled
     * @param mistakes a sentence about each error in the settings, without the values of the settings
     * @param lastCheck the result of the check after the last save, or null without one
     */
    public record ExecutionView(String id, String flow, boolean enabled, List<String> mistakes, String lastCheck) {}

    /** Lists the executions, in the order in which the extension selects settings outside a flow. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<ExecutionView> list() {
        request.auth().requireViewRealm();
        return executions().stream()
                .map(execution -> new ExecutionView(
                        execution.id(),
                        execution.flow(),
                        execution.enabled(),
                        errorMessages(execution.settings()),
                        lastCheck(execution.id())))
                .toList();
    }

    /**
     * Tests the connection with the saved settings of an execution.
     *
     * @param id the id of the execution
     * @return the result of the test
     */
    @POST
    @Path("{execution}/test")
    @Produces(MediaType.APPLICATION_JSON)
    public ConnectionReport test(@PathParam("execution") String id) {
        request.auth().requireViewRealm();
        var execution = executions().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Execution not found"));
        var report = report(execution.settings());
        request.adminEvent(OperationType.ACTION, ResourceType.AUTH_EXECUTION)
                .detail("onelogin_connection", report.ok() ? "ok" : "failed")
                .success();
        return report;
    }

    private ConnectionReport report(ConfigResult settings) {
        try {
            var subject = CallSubject.administration(request.administrator());
            return new ConnectionTest(request.session(), subject).of(settings);
        } catch (OneLoginException.BudgetExhausted e) {
            throw RetryLater.response(e);
        }
    }

    private String lastCheck(String execution) {
        var config = request.realm().getAuthenticationExecutionById(execution).getAuthenticatorConfig();
        var store = new CheckStore(request.session().singleUseObjects(), Clock.systemUTC());
        return Optional.ofNullable(config)
                .flatMap(store::last)
                .map(LastCheck::line)
                .orElse(null);
    }

    private List<RealmExecutions.Execution> executions() {
        return new RealmExecutions(request.session(), request.realm()).executions();
    }

    static List<String> errorMessages(ConfigResult result) {
        return result.fold(
                valid -> List.of(),
                invalid -> invalid.errors().stream()
                        .map(ConfigResult.ConfigError::sentence)
                        .toList());
    }
}
