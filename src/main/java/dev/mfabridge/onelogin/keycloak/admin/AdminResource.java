package dev.mfabridge.onelogin.keycloak.admin;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /admin/realms/{realm}/onelogin-mfa}. */
public final class AdminResource {
    private final AdminRequest request;

    AdminResource(AdminRequest request) {
        this.request = request;
    }

    @Path("executions")
    public ExecutionsResource executions() {
        return new ExecutionsResource(request);
    }

    /** @param user the id of a Keycloak user */
    @Path("users/{user}")
    public UserFactorsResource user(@PathParam("user") String user) {
        return new UserFactorsResource(request, user);
    }

    @Path("user-profile")
    public ProfileResource profile() {
        return new ProfileResource(request);
    }
}
