package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmCheck;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Admin API resource {@code /realm-check}: ways to a session without the factor, and executions that don't work as they
 * look. It requires {@code view-realm}, and sends no request to OneLogin.
 */
public final class RealmCheckResource {
    private final AdminRequest request;

    RealmCheckResource(AdminRequest request) {
        this.request = request;
    }

    /**
     * Result of the check.
     *
     * @param ok whether no finding is a warning
     * @param findings the findings, with warnings before notes
     */
    public record RealmCheckReport(boolean ok, List<RealmFinding> findings) {}

    /** Checks the realm. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public RealmCheckReport check() {
        request.auth().requireViewRealm();
        var findings = new RealmCheck(request.session(), request.realm(), RealmCheck.Depth.COMPLETE).findings();
        return new RealmCheckReport(
                findings.stream().noneMatch(finding -> finding.severity() == Severity.WARNING), findings);
    }
}
