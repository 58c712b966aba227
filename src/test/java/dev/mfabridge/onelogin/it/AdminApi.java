package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.keycloak.admin.ExecutionsResource.ExecutionView;
import dev.mfabridge.onelogin.keycloak.admin.FactorRemoval.RemovalResult;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView;
import dev.mfabridge.onelogin.keycloak.admin.ProfileResource.Declared;
import dev.mfabridge.onelogin.keycloak.admin.RealmCheckResource.RealmCheckReport;
import dev.mfabridge.onelogin.keycloak.admin.TemporaryTokenView;
import dev.mfabridge.onelogin.keycloak.admin.TokenRequest;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport;
import dev.mfabridge.onelogin.keycloak.uninstall.StoredData;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Client of this extension's admin API of one realm, which throws JAX-RS's exceptions. */
@Produces(MediaType.APPLICATION_JSON)
public interface AdminApi {

    @GET
    @Path("executions")
    List<ExecutionView> executions();

    @POST
    @Path("executions/{execution}/test")
    ConnectionReport test(@PathParam("execution") String execution);

    @GET
    @Path("realm-check")
    RealmCheckReport realmCheck();

    @GET
    @Path("users/{user}/factors")
    FactorsView factors(@PathParam("user") String user);

    @DELETE
    @Path("users/{user}/factors/{device}")
    void remove(@PathParam("user") String user, @PathParam("device") String device);

    @DELETE
    @Path("users/{user}/factors")
    RemovalResult reset(@PathParam("user") String user);

    @DELETE
    @Path("users/{user}/remembered-browsers")
    void forgetBrowsers(@PathParam("user") String user);

    @DELETE
    @Path("users/{user}/limits")
    void freeLimits(@PathParam("user") String user);

    @POST
    @Path("users/{user}/enrollment")
    void requestEnrollment(@PathParam("user") String user);

    @POST
    @Path("users/{user}/temporary-token")
    @Consumes(MediaType.APPLICATION_JSON)
    TemporaryTokenView issueToken(@PathParam("user") String user, TokenRequest body);

    @POST
    @Path("user-profile")
    Declared declareAttributes();

    @GET
    @Path("stored-data")
    StoredData storedData();

    @DELETE
    @Path("stored-data")
    StoredData removeStoredData();
}
