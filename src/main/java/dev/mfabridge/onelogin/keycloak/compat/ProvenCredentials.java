package dev.mfabridge.onelogin.keycloak.compat;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Report of a proven credential to Keycloak, which older versions don't ask for. */
public final class ProvenCredentials {
    private static final boolean HAS_TYPE = KeycloakVersion.running().isSince(26, 3);
    private static final boolean HAS_CATEGORIES = KeycloakVersion.running().isSince(26, 4);

    private ProvenCredentials() {}

    /** Ends an execution successfully, with the type of the proven credential. */
    public static void succeed(AuthenticationFlowContext context, String type) {
        if (HAS_TYPE) {
            TypeSince26_3.succeed(context, type);
        } else {
            context.success();
        }
    }

    /** Adds a category to those whose failed attempts Keycloak forgets after the login. Older versions forget all of them. */
    public static void add(AuthenticationSessionModel login, String category) {
        if (HAS_CATEGORIES) {
            CategoriesSince26_4.add(login, category);
        }
    }

    private static final class TypeSince26_3 {
        static void succeed(AuthenticationFlowContext context, String type) {
            context.success(type);
        }
    }

    private static final class CategoriesSince26_4 {
        static void add(AuthenticationSessionModel login, String category) {
            AuthenticatorUtil.addAuthCredential(login, category);
        }
    }
}
