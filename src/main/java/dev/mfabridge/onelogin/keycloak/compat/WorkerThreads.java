package dev.mfabridge.onelogin.keycloak.compat;

import org.keycloak.Config;

/** Number of threads with which the server answers requests. */
public final class WorkerThreads {
    private static final boolean HAS_ROOT = KeycloakVersion.running().isSince(26, 4);

    private WorkerThreads() {}

    /** Returns the number. Keycloak computes its default and shows it to no provider; before 26.4, it hides the option, too. */
    public static int count(Config.Scope config) {
        var preset = Math.max(50, 4 * Runtime.getRuntime().availableProcessors());
        return HAS_ROOT ? RootSince26_4.count(config, preset) : preset;
    }

    private static final class RootSince26_4 {
        static int count(Config.Scope config, int preset) {
            return config.root().getInt("http-pool-max-threads", preset);
        }
    }
}
