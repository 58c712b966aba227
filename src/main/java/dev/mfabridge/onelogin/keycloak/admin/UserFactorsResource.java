package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowsers;
import dev.mfabridge.onelogin.keycloak.requiredaction.OneLoginEnrollmentActionFactory;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserSettingsResolver;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * {@code /users/{user}}: one user's factors. Reading needs {@code view-users}, all else {@code manage-users}, on that user.
 * Whoever lacks it gets 403, whether there is such a user or not.
 */
public final class UserFactorsResource {
    /** The required action that enrols. */
    private static final String ENROL = OneLoginEnrollmentActionFactory.PROVIDER_ID;

    private final AdminRequest request;
    private final String id;

    UserFactorsResource(AdminRequest request, String id) {
        this.request = request;
        this.id = id;
    }

    @GET
    @Path("factors")
    @Produces(MediaType.APPLICATION_JSON)
    public FactorsView factors() {
        var user = viewed();
        return new UserFactors(request.session(), request.realm(), user, settings(user)).view();
    }

    /** Takes one factor away on both sides. @param device OneLogin's id of it */
    @DELETE
    @Path("factors/{device}")
    public void remove(@PathParam("device") String device) {
        var user = managed();
        var wanted = OneLoginId.parse(device).orElseThrow(() -> new NotFoundException("The user has no such device"));
        var credential = reset(user).remove(wanted);
        adminEvent(OperationType.DELETE, "factors", device)
                .detail(Details.CREDENTIAL_ID, credential.orElse(null))
                .detail("onelogin_device_id", device)
                .success();
    }

    /** Takes every factor away on both sides, and repeats what could not be removed in OneLogin before. */
    @DELETE
    @Path("factors")
    @Produces(MediaType.APPLICATION_JSON)
    public FactorRemoval.RemovalResult reset() {
        var removed = reset(managed()).removeAll();
        adminEvent(OperationType.DELETE, "factors")
                .detail("onelogin_device_id", String.join(" ", removed.devices()))
                .detail("onelogin_problem", removed.problem())
                .success();
        return removed;
    }

    /** The factor is asked for again in every browser; nobody is signed out. */
    @DELETE
    @Path("remembered-browsers")
    public void forgetBrowsers() {
        new RememberedBrowsers(request.session(), request.realm(), managed()).revokeAll();
        adminEvent(OperationType.DELETE, "remembered-browsers").success();
    }

    /** The user enrols a factor at the next login. */
    @POST
    @Path("enrollment")
    public void requestEnrollment() {
        var user = managed();
        var action = request.realm().getRequiredActionProviderByAlias(ENROL);
        if (action == null || !action.isEnabled()) {
            throw ErrorResponse.error(
                    "The required action " + ENROL + " is not enabled in this realm", Status.CONFLICT);
        }
        user.addRequiredAction(ENROL);
        adminEvent(OperationType.ACTION, "enrollment")
                .detail("required_action", ENROL)
                .success();
    }

    /** The path begins as those of Keycloak's own events of the user do: its console looks for them by that. */
    private AdminEventBuilder adminEvent(OperationType operation, String... what) {
        var path = Stream.concat(Stream.of("users", id, AdminResourceFactory.ID), Stream.of(what));
        return request.adminEvent(operation, ResourceType.USER)
                .resourcePath(path.toArray(String[]::new))
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE);
    }

    private UserModel viewed() {
        var users = request.auth().users();
        var user = find();
        if (user == null) {
            users.requireView();
            throw new NotFoundException("User not found");
        }
        users.requireView(user);
        return user;
    }

    private UserModel managed() {
        var users = request.auth().users();
        var user = find();
        if (user == null) {
            users.requireManage();
            throw new NotFoundException("User not found");
        }
        users.requireManage(user);
        return user;
    }

    private UserModel find() {
        return request.session().users().getUserById(request.realm(), id);
    }

    private FactorRemoval reset(UserModel user) {
        return new FactorRemoval(
                request.session(),
                request.realm(),
                user,
                settings(user),
                request.auth().adminAuth().getUser().getId());
    }

    private OneLoginConfig settings(UserModel user) {
        return UserSettingsResolver.resolve(request.session(), request.realm(), user)
                .orElseThrow(() -> ErrorResponse.error(
                        "No execution \"OneLogin MFA\" of the realm has complete settings", Status.CONFLICT));
    }
}
