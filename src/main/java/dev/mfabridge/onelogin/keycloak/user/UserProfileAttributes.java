package dev.mfabridge.onelogin.keycloak.user;

import dev.mfabridge.onelogin.keycloak.credential.MirrorAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;

/** Declarations of this extension's attributes for a realm's user profile. */
public final class UserProfileAttributes {
    /** Time at which the user was first asked to enroll, stored if the user can skip enrollment. */
    public static final String ASKED_AT = "onelogin_mfa_asked_at";

    private static final Set<String> ADMINISTRATORS = Set.of(UserProfileConstants.ROLE_ADMIN);
    private static final Set<String> NOBODY = Set.of();

    private UserProfileAttributes() {}

    /** Declaration of one attribute. */
    private record AttributeDeclaration(String name, String displayName, boolean multivalued, Set<String> editors) {}

    private static final List<AttributeDeclaration> DECLARATIONS = List.of(
            new AttributeDeclaration(UserReferenceResolver.ATTRIBUTE, "OneLogin user id", false, ADMINISTRATORS),
            new AttributeDeclaration(MirrorAttributes.FACTOR_TYPES, "OneLogin factors enrolled", true, NOBODY),
            new AttributeDeclaration(MirrorAttributes.DEVICES, "OneLogin devices enrolled", true, NOBODY),
            new AttributeDeclaration(ASKED_AT, "OneLogin MFA asked for at", false, NOBODY),
            new AttributeDeclaration(MirrorAttributes.SINCE, "OneLogin MFA enrolled at", false, NOBODY));

    /** Returns the names of all attributes. */
    public static Set<String> names() {
        return DECLARATIONS.stream().map(AttributeDeclaration::name).collect(Collectors.toSet());
    }

    /** Returns the names of the attributes that a user profile declares. */
    public static List<String> declaredIn(UPConfig profile) {
        return DECLARATIONS.stream()
                .map(AttributeDeclaration::name)
                .filter(name -> profile.getAttribute(name) != null)
                .toList();
    }

    /**
     * Declares the missing attributes, and lets only administrators view the existing ones. The names, groups and
     * validations of existing attributes stay, and so does everything else.
     *
     * @return the names of the attributes that were declared or changed
     */
    public static List<String> addTo(UPConfig profile) {
        var changed = new ArrayList<String>();
        for (var declaration : DECLARATIONS) {
            var permissions = new UPAttributePermissions(ADMINISTRATORS, declaration.editors());
            var declared = profile.getAttribute(declaration.name());
            if (declared == null) {
                var attribute = new UPAttribute(declaration.name(), declaration.multivalued(), permissions);
                attribute.setDisplayName(declaration.displayName());
                profile.addOrReplaceAttribute(attribute);
                changed.add(declaration.name());
            } else if (!permissions.equals(declared.getPermissions())
                    || declared.isMultivalued() != declaration.multivalued()) {
                declared.setPermissions(permissions);
                declared.setMultivalued(declaration.multivalued());
                changed.add(declaration.name());
            }
        }
        return changed;
    }
}
