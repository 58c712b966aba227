package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.condition.OneLoginFactorConditionFactory;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import dev.mfabridge.onelogin.keycloak.uninstall.RealmData;
import dev.mfabridge.onelogin.keycloak.uninstall.StoredData;
import dev.mfabridge.onelogin.keycloak.user.UserProfileAttributes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.services.ErrorResponse;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * Admin API resource {@code /stored-data}: everything that this extension has stored about the realm's users, which remains
 * after an uninstallation. Flows, settings and the registrations of required actions belong to the administrator.
 */
public final class StoredDataResource {
    private static final Set<String> IN_FLOWS =
            Set.of(ProviderIds.AUTHENTICATOR, OneLoginFactorConditionFactory.PROVIDER_ID);

    private final AdminRequest request;

    StoredDataResource(AdminRequest request) {
        this.request = request;
    }

    /** Counts the stored values; requires {@code view-realm} and {@code view-users}. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public StoredData count() {
        request.auth().requireViewRealm();
        request.auth().requireViewUsers();
        var profile = profiles().getConfiguration();
        return data().count().withDeclarations(UserProfileAttributes.declaredIn(profile));
    }

    /**
     * Removes the stored values; requires {@code manage-realm} and {@code manage-users}. The devices stay in OneLogin.
     *
     * @return the numbers of the removed values
     */
    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    public StoredData remove() {
        request.auth().requireManageRealm();
        request.auth().requireManageUsers();
        rejectIfInUse();
        var removed = data().remove()
                .withDeclarations(UserProfileAttributes.declaredIn(profiles().getConfiguration()));
        if (!removed.declarations().isEmpty()) {
            var profile = profiles().getConfiguration();
            removed.declarations().forEach(profile::removeAttribute);
            profiles().setConfiguration(profile);
        }
        request.adminEvent(OperationType.DELETE, ResourceType.REALM)
                .representation(removed)
                .success();
        return removed;
    }

    /** Rejects the removal while users sign in with the extension: a login without a record or credential enrolls anew (S2). */
    private void rejectIfInUse() {
        var flows = new RealmExecutions(request.session(), request.realm()).flowsInUse(IN_FLOWS);
        if (!flows.isEmpty()) {
            throw ErrorResponse.error(
                    "Flows in use have an execution of this extension: %s. Bind other flows first."
                            .formatted(String.join(", ", flows)),
                    Status.CONFLICT);
        }
    }

    private RealmData data() {
        return new RealmData(
                request.session().getKeycloakSessionFactory(), request.realm().getId());
    }

    private UserProfileProvider profiles() {
        return request.session().getProvider(UserProfileProvider.class);
    }
}
