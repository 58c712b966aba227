package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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
     */
    public record ExecutionView(String id, String flow, boolean enabled, List<String> mistakes) {}

    /** Lists the executions, in the order in which the extension selects settings outside a flow. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<ExecutionView> list() {
        request.auth().realm().requireViewRealm();
        return executions().stream()
                .map(execution -> new ExecutionView(
                        execution.id(), execution.flow(), execution.enabled(), errorMessages(execution.settings())))
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
        request.auth().realm().requireViewRealm();
        var execution = executions().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Execution not found"));
        var report = new ConnectionTest(request.session(), request.administrator()).of(execution.settings());
        request.adminEvent(OperationType.ACTION, ResourceType.AUTH_EXECUTION)
                .detail("onelogin_connection", report.ok() ? "ok" : "failed")
                .success();
        return report;
    }

    private List<RealmExecutions.Execution> executions() {
        return new RealmExecutions(request.session(), request.realm()).executions();
    }

    static List<String> errorMessages(ConfigResult result) {
        return result.fold(
                valid -> List.of(),
                invalid -> invalid.errors().stream()
                        .map(error -> error.property().key() + " " + error.message())
                        .toList());
    }
}
