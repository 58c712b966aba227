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

/** {@code /executions}: the steps "OneLogin MFA" of the realm's flows. Needs {@code view-realm}. */
public final class ExecutionsResource {
    private final AdminRequest request;

    ExecutionsResource(AdminRequest request) {
        this.request = request;
    }

    /**
     * One step.
     *
     * @param flow the alias of the flow that it is part of
     * @param enabled whether neither it nor a subflow around it is disabled
     * @param mistakes what is wrong with its settings, a sentence for each, with none of their values
     */
    public record ExecutionView(String id, String flow, boolean enabled, List<String> mistakes) {}

    /** @return them in the order in which they are looked at for what happens outside a flow */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<ExecutionView> list() {
        request.auth().realm().requireViewRealm();
        return executions().stream()
                .map(execution -> new ExecutionView(
                        execution.id(), execution.flow(), execution.enabled(), mistakes(execution.settings())))
                .toList();
    }

    /** Tries the settings that are saved. */
    @POST
    @Path("{execution}/test")
    @Produces(MediaType.APPLICATION_JSON)
    public ConnectionReport test(@PathParam("execution") String id) {
        request.auth().realm().requireViewRealm();
        var execution = executions().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Execution not found"));
        var report = new ConnectionTest(request.session()).of(execution.settings());
        request.adminEvent(OperationType.ACTION, ResourceType.AUTH_EXECUTION)
                .detail("onelogin_connection", report.ok() ? "ok" : "failed")
                .success();
        return report;
    }

    private List<RealmExecutions.Execution> executions() {
        return new RealmExecutions(request.session(), request.realm()).executions();
    }

    static List<String> mistakes(ConfigResult settings) {
        return settings instanceof ConfigResult.Invalid invalid
                ? invalid.errors().stream()
                        .map(mistake -> mistake.property().key() + " " + mistake.message())
                        .toList()
                : List.of();
    }
}
