package dev.mfabridge.onelogin.keycloak.admin;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Admin API resource {@code /admin/realms/{realm}/onelogin-mfa}. */
public final class AdminResource {
    private final AdminRequest request;

    AdminResource(AdminRequest request) {
        this.request = request;
    }

    /** Returns the resource of the realm's executions. */
    @Path("executions")
    public ExecutionsResource executions() {
        return new ExecutionsResource(request);
    }

    /** Returns the resource of the check of the realm. */
    @Path("realm-check")
    public RealmCheckResource realmCheck() {
        return new RealmCheckResource(request);
    }

    /**
     * Returns the resource of one user.
     *
     * @param user the id of a Keycloak user
     */
    @Path("users/{user}")
    public UserFactorsResource user(@PathParam("user") String user) {
        return new UserFactorsResource(request, user);
    }

    /** Returns the resource of the realm's user profile. */
    @Path("user-profile")
    public ProfileResource profile() {
        return new ProfileResource(request);
    }

    /** Returns the resource of everything that is stored about the realm's users. */
    @Path("stored-data")
    public StoredDataResource storedData() {
        return new StoredDataResource(request);
    }
}
