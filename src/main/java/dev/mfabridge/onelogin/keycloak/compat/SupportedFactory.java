package dev.mfabridge.onelogin.keycloak.compat;

import org.keycloak.Config;
import org.keycloak.provider.EnvironmentDependentProviderFactory;

/**
 * Factory that only a supported Keycloak offers. On an older one, Keycloak starts as if the jar were missing, and its log
 * says what the extension needs.
 */
public interface SupportedFactory extends EnvironmentDependentProviderFactory {

    @Override
    default boolean isSupported(Config.Scope config) {
        return isSupported();
    }

    /** Returns whether this Keycloak is supported. Versions before 26 call this method. */
    default boolean isSupported() {
        return ServerCheck.isSupported();
    }
}
