package dev.mfabridge.onelogin.keycloak.user;

import dev.mfabridge.onelogin.keycloak.credential.MirrorAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;

/** What a realm's user profile should say of this extension's attributes. */
public final class UserProfileAttributes {
    /** When enrolment was first asked for, where it may be put off. */
    public static final String ASKED_AT = "onelogin_mfa_asked_at";

    private static final Set<String> ADMIN = Set.of(UserProfileConstants.ROLE_ADMIN);
    private static final Set<String> NOBODY = Set.of();

    private UserProfileAttributes() {}

    /** An attribute as it should be declared. */
    private record AttributeDeclaration(String name, String displayName, boolean multivalued, Set<String> editors) {}

    private static final List<AttributeDeclaration> ALL = List.of(
            new AttributeDeclaration(UserReferenceResolver.ATTRIBUTE, "OneLogin user id", false, ADMIN),
            new AttributeDeclaration(MirrorAttributes.FACTOR_TYPES, "OneLogin factors enrolled", true, NOBODY),
            new AttributeDeclaration(MirrorAttributes.DEVICES, "OneLogin devices enrolled", true, NOBODY),
            new AttributeDeclaration(ASKED_AT, "OneLogin MFA asked for at", false, NOBODY),
            new AttributeDeclaration(MirrorAttributes.SINCE, "OneLogin MFA enrolled at", false, NOBODY));

    /**
     * Declares the attributes that are missing, and lets admins alone see those that are there. Their names, groups and
     * validations stay, and so does everything else.
     *
     * @return the names of those that it changed
     */
    public static List<String> addTo(UPConfig profile) {
        var changed = new ArrayList<String>();
        for (var wanted : ALL) {
            var permissions = new UPAttributePermissions(ADMIN, wanted.editors());
            var declared = profile.getAttribute(wanted.name());
            if (declared == null) {
                var attribute = new UPAttribute(wanted.name(), wanted.multivalued(), permissions);
                attribute.setDisplayName(wanted.displayName());
                profile.addOrReplaceAttribute(attribute);
                changed.add(wanted.name());
            } else if (!permissions.equals(declared.getPermissions())
                    || declared.isMultivalued() != wanted.multivalued()) {
                declared.setPermissions(permissions);
                declared.setMultivalued(wanted.multivalued());
                changed.add(wanted.name());
            }
        }
        return changed;
    }
}
