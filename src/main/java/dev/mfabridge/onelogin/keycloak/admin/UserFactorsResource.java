package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.credential.removal.SeparateTransaction;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowsers;
import dev.mfabridge.onelogin.keycloak.requiredaction.OneLoginEnrollmentActionFactory;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserSettingsResolver;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Admin API resource {@code /users/{user}}: the factors of one user. Reading requires {@code view-users}, everything
 * else {@code manage-users}, on that user. Callers without the permission get 403, whether the user exists or not.
 */
public final class UserFactorsResource {
    /** Required action for the enrollment. */
    private static final String ENROLL_ACTION = OneLoginEnrollmentActionFactory.PROVIDER_ID;

    private final AdminRequest request;
    private final String id;

    UserFactorsResource(AdminRequest request, String id) {
        this.request = request;
        this.id = id;
    }

    /** Returns the user's factors in Keycloak and in OneLogin. */
    @GET
    @Path("factors")
    @Produces(MediaType.APPLICATION_JSON)
    public FactorsView factors() {
        var user = viewableUser();
        return new UserFactors(request.session(), request.realm(), user, config(user), request.administrator()).view();
    }

    /**
     * Removes one factor on both sides.
     *
     * @param device the device's id in OneLogin
     */
    @DELETE
    @Path("factors/{device}")
    public void remove(@PathParam("device") String device) {
        var user = manageableUser();
        var deviceId = OneLoginId.parse(device).orElseThrow(() -> new NotFoundException("The user has no such device"));
        var credential = remove(user, removal -> removal.remove(deviceId));
        adminEvent(OperationType.DELETE, "factors", device)
                .detail(Details.CREDENTIAL_ID, credential.orElse(null))
                .detail("onelogin_device_id", device)
                .success();
    }

    /**
     * Removes every factor on both sides, and retries the removals in OneLogin that failed earlier.
     *
     * @return the removed devices
     */
    @DELETE
    @Path("factors")
    @Produces(MediaType.APPLICATION_JSON)
    public FactorRemoval.RemovalResult reset() {
        var removed = remove(manageableUser(), FactorRemoval::removeAll);
        adminEvent(OperationType.DELETE, "factors")
                .detail("onelogin_device_id", String.join(" ", removed.devices()))
                .detail("onelogin_problem", removed.problem())
                .success();
        return removed;
    }

    /** Revokes the remembered browsers, so that the factor is required again in each. Sessions continue. */
    @DELETE
    @Path("remembered-browsers")
    public void forgetBrowsers() {
        RememberedBrowsers.stored(request.session(), request.realm(), manageableUser())
                .revokeAll();
        adminEvent(OperationType.DELETE, "remembered-browsers").success();
    }

    /**
     * Frees the limits of the user: messages, codes of an authenticator app, and calls of OneLogin. The user can sign in
     * again at once.
     */
    @DELETE
    @Path("limits")
    public void freeLimits() {
        new LimitRelease(request.session(), request.realm(), manageableUser()).run();
        adminEvent(OperationType.DELETE, "limits").success();
    }

    /** Requests an enrollment: the user enrolls a factor at the next login. */
    @POST
    @Path("enrollment")
    public void requestEnrollment() {
        var user = manageableUser();
        var action = request.realm().getRequiredActionProviderByAlias(ENROLL_ACTION);
        if (action == null || !action.isEnabled()) {
            throw ErrorResponse.error(
                    "The required action " + ENROLL_ACTION + " is not enabled in this realm", Status.CONFLICT);
        }
        user.addRequiredAction(ENROLL_ACTION);
        adminEvent(OperationType.ACTION, "enrollment")
                .detail("required_action", ENROLL_ACTION)
                .success();
    }

    /**
     * Issues a temporary token, which the help desk gives to the user. The answer shows the token once.
     *
     * @param body the lifetime and the use of the token, or null for the default
     */
    @POST
    @Path("temporary-token")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response issueToken(TokenRequest body) {
        var user = manageableUser();
        var factors = new UserFactors(request.session(), request.realm(), user, config(user), request.administrator());
        var issued = new TokenIssue(request.session(), request.realm(), user, factors)
                .issue(body == null ? new TokenRequest(null, null) : body);
        adminEvent(OperationType.ACTION, "temporary-token")
                .detail("onelogin_device_id", issued.device())
                .detail("onelogin_token_expires_at", issued.expiresAt())
                .detail("onelogin_token_reusable", Boolean.toString(issued.reusable()))
                .success();
        return Response.ok(issued).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /**
     * Returns the admin event of an operation. Its path begins like those of Keycloak's own events about the user,
     * since the admin console searches for that prefix.
     */
    private AdminEventBuilder adminEvent(OperationType operation, String... segments) {
        var path = Stream.concat(Stream.of("users", id, AdminResourceFactory.ID), Stream.of(segments));
        return request.adminEvent(operation, ResourceType.USER)
                .resourcePath(path.toArray(String[]::new))
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE);
    }

    private UserModel viewableUser() {
        var user = find();
        if (user == null) {
            request.auth().requireViewUsers();
            throw new NotFoundException("User not found");
        }
        request.auth().requireView(user);
        return user;
    }

    private UserModel manageableUser() {
        var user = find();
        if (user == null) {
            request.auth().requireManageUsers();
            throw new NotFoundException("User not found");
        }
        request.auth().requireManage(user);
        return user;
    }

    private UserModel find() {
        return request.session().users().getUserById(request.realm(), id);
    }

    /**
     * Commits a removal before the answer. If another administrator removes the same factor at the same moment, Keycloak's store
     * rejects one of the removals. The second attempt finds the factor removed.
     */
    private <T> T remove(UserModel user, Function<FactorRemoval, T> removal) {
        var config = config(user);
        return SeparateTransaction.of(request.session(), request.realm(), user)
                .runUntilCommitted((session, realm, sameUser) ->
                        removal.apply(new FactorRemoval(session, realm, sameUser, config, request.administrator())))
                .orElseThrow(() -> new NotFoundException("User not found"));
    }

    private OneLoginConfig config(UserModel user) {
        return UserSettingsResolver.resolve(request.session(), request.realm(), user)
                .orElseThrow(() -> ErrorResponse.error(
                        "No execution \"OneLogin MFA\" of the realm has complete settings", Status.CONFLICT));
    }
}
