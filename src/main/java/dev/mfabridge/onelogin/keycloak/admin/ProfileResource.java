package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.keycloak.user.UserProfileAttributes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.userprofile.UserProfileProvider;

/** Admin API resource {@code /user-profile}: this extension's attributes in the realm's user profile. */
public final class ProfileResource {
    private final AdminRequest request;

    ProfileResource(AdminRequest request) {
        this.request = request;
    }

    /**
     * Result of the declaration.
     *
     * @param declared the names of the attributes that were missing or declared differently
     */
    public record Declared(List<String> declared) {}

    /**
     * Declares the attributes and changes nothing else; requires {@code manage-realm}.
     *
     * @return the changed attributes
     */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Declared declare() {
        request.auth().requireManageRealm();
        var provider = request.session().getProvider(UserProfileProvider.class);
        var profile = provider.getConfiguration();
        var changed = UserProfileAttributes.addTo(profile);
        if (!changed.isEmpty()) {
            provider.setConfiguration(profile);
            request.adminEvent(OperationType.UPDATE, ResourceType.USER_PROFILE)
                    .representation(profile)
                    .success();
        }
        return new Declared(changed);
    }
}
