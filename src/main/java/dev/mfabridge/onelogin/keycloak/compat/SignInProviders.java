package dev.mfabridge.onelogin.keycloak.compat;

import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakSession;

/** Identity providers by which users sign in. Since 26.5, Keycloak also has some that only check assertions. */
public abstract class SignInProviders {
    private static final SignInProviders FOUND =
            KeycloakVersion.running().isSince(26, 5) ? new QuerySince26_5() : new AllUntil26_4();

    /**
     * Returns the identity providers of the request's realm, also those that are disabled.
     *
     * @param limit the number of identity providers to read at most
     */
    public static Stream<IdentityProviderModel> stream(KeycloakSession session, int limit) {
        return FOUND.read(session.identityProviders(), limit);
    }

    /** Returns whether the provider only links accounts of users who are signed in. */
    public static boolean isLinkOnly(IdentityProviderModel provider) {
        return FOUND.links(provider);
    }

    abstract Stream<IdentityProviderModel> read(IdentityProviderStorageProvider storage, int limit);

    abstract boolean links(IdentityProviderModel provider);

    private static final class QuerySince26_5 extends SignInProviders {
        @Override
        Stream<IdentityProviderModel> read(IdentityProviderStorageProvider storage, int limit) {
            return storage.getAllStream(IdentityProviderQuery.userAuthentication(), 0, limit);
        }

        @Override
        boolean links(IdentityProviderModel provider) {
            return Boolean.TRUE.equals(provider.isLinkOnly());
        }
    }

    private static final class AllUntil26_4 extends SignInProviders {
        private final OlderMethod isLinkOnly = OlderMethod.of(IdentityProviderModel.class, "isLinkOnly");

        @Override
        Stream<IdentityProviderModel> read(IdentityProviderStorageProvider storage, int limit) {
            return storage.getAllStream(Map.of(), 0, limit);
        }

        @Override
        boolean links(IdentityProviderModel provider) {
            return Boolean.TRUE.equals(isLinkOnly.call(provider));
        }
    }
}
