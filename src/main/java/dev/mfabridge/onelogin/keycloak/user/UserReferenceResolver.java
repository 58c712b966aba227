package dev.mfabridge.onelogin.keycloak.user;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.UserField;
import dev.mfabridge.onelogin.keycloak.settings.SettingText;
import dev.mfabridge.onelogin.keycloak.settings.UserMapping;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/** Resolver of the OneLogin user of a Keycloak user, by the user mapping that the administrator selected. */
public final class UserReferenceResolver {
    /** User attribute that contains the OneLogin user's id. */
    public static final String ATTRIBUTE = "onelogin_user_id";

    private UserReferenceResolver() {}

    /** Returns the reference to the user's OneLogin user, or the reason why there is none. */
    public static UserReference resolve(KeycloakSession session, UserModel user, UserMapping mapping) {
        return switch (mapping) {
            case ATTRIBUTE -> byAttribute(session, user);
            case EMAIL ->
                user.isEmailVerified() || trimmed(user.getEmail()).isEmpty()
                        ? byField(UserField.EMAIL, user.getEmail(), "the user has no e-mail address")
                        : new UserReference.Missing("the user's e-mail address is not verified, and users verify their"
                                + " address only if the realm's login setting \"Verify email\" is on and the realm can send"
                                + " e-mail");
            case USERNAME -> byField(UserField.USERNAME, user.getUsername(), "the user has no username");
            case EXTERNAL_ID -> byField(UserField.EXTERNAL_ID, user.getId(), "the user has no ID");
        };
    }

    private static UserReference byField(UserField field, String value, String reason) {
        return trimmed(value)
                .<UserReference>map(text -> new UserReference.ByField(field, text))
                .orElseGet(() -> new UserReference.Missing(reason));
    }

    private static Optional<String> trimmed(String value) {
        return Optional.ofNullable(value).map(SettingText::trim).filter(text -> !text.isEmpty());
    }

    private static UserReference byAttribute(KeycloakSession session, UserModel user) {
        if (canUsersEdit(session, ATTRIBUTE)) {
            return new UserReference.Missing("the realm's user profile lets users edit the attribute " + ATTRIBUTE
                    + ", so a user could claim another user's OneLogin account; declare the attribute with edit permission for"
                    + " admins only");
        }
        return trimmed(user.getFirstAttribute(ATTRIBUTE))
                .flatMap(OneLoginId::parse)
                .<UserReference>map(UserReference.ById::new)
                .orElseGet(() -> new UserReference.Missing(
                        "the user's attribute " + ATTRIBUTE + " is empty or not the ID of a OneLogin user"));
    }

    /** Returns whether the realm's user profile lets users edit that attribute of their own account. */
    public static boolean canUsersEdit(KeycloakSession session, String attribute) {
        var profile = session.getProvider(UserProfileProvider.class).getConfiguration();
        var declared = profile.getAttribute(attribute);
        if (declared == null) {
            return profile.getUnmanagedAttributePolicy() == UnmanagedAttributePolicy.ENABLED;
        }
        return Optional.ofNullable(declared.getPermissions())
                .map(permissions -> permissions.getEdit())
                .orElse(Set.of())
                .contains(UserProfileConstants.ROLE_USER);
    }
}
