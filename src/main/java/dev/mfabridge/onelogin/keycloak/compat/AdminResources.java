package dev.mfabridge.onelogin.keycloak.compat;

import java.lang.reflect.Proxy;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Keycloak's provider of a resource of the admin API. Its method takes the interface of the rights, which moved in 26.3. */
public final class AdminResources {

    /** Constructor of a resource of JAX-RS. */
    @FunctionalInterface
    public interface Constructor {
        /** Returns the resource of a request whose administrator is authenticated. */
        Object create(KeycloakSession session, RealmModel realm, AdminRights rights, AdminEventBuilder event);
    }

    private AdminResources() {}

    /** Returns the provider of a resource. */
    public static AdminRealmResourceProvider provider(Constructor constructor) {
        return KeycloakVersion.running().isSince(26, 3) ? new ResourceSince26_3(constructor) : older(constructor);
    }

    private static AdminRealmResourceProvider older(Constructor constructor) {
        return (AdminRealmResourceProvider) Proxy.newProxyInstance(
                AdminResources.class.getClassLoader(),
                new Class<?>[] {AdminRealmResourceProvider.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getResource" ->
                        constructor.create(
                                (KeycloakSession) arguments[0],
                                (RealmModel) arguments[1],
                                new OlderAdminRights(arguments[2]),
                                (AdminEventBuilder) arguments[3]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> AdminResources.class.getName();
                    default -> null;
                });
    }

    private record ResourceSince26_3(Constructor constructor) implements AdminRealmResourceProvider {
        @Override
        public Object getResource(
                KeycloakSession session, RealmModel realm, AdminPermissionEvaluator rights, AdminEventBuilder event) {
            return constructor.create(session, realm, new AdminRights.FineGrainedSince26_3(rights), event);
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
