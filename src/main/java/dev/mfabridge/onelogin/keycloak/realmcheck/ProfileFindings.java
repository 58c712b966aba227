package dev.mfabridge.onelogin.keycloak.realmcheck;

import dev.mfabridge.onelogin.keycloak.credential.MirrorAttributes;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** Findings about attributes of this extension that users can edit in the realm's user profile. */
final class ProfileFindings {
    private ProfileFindings() {}

    static Stream<RealmFinding> of(KeycloakSession session) {
        return Stream.of(
                        finding(
                                session,
                                UserReferenceResolver.ATTRIBUTE,
                                "so a user could claim another user's OneLogin account. With the user mapping attribute, no"
                                        + " user can sign in until the attribute is declared with edit permission for admins only",
                                "Check the existing values, which a declaration keeps; then call POST"
                                        + " onelogin-mfa/user-profile of the admin API"),
                        finding(
                                session,
                                MirrorAttributes.FACTOR_TYPES,
                                "so tokens and searches show what users wrote until their next login. No login depends on the"
                                        + " attribute",
                                "Call POST onelogin-mfa/user-profile to declare the attribute"))
                .flatMap(Optional::stream);
    }

    private static Optional<RealmFinding> finding(
            KeycloakSession session, String attribute, String consequence, String fix) {
        return UserReferenceResolver.canUsersEdit(session, attribute)
                ? Optional.of(RealmFinding.warning(
                        "attribute " + attribute,
                        "The realm's user profile lets users edit the attribute " + attribute + ", " + consequence,
                        fix))
                : Optional.empty();
    }
}
