package dev.mfabridge.onelogin.keycloak.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.common.Version;

/** Lines of the log about the version of the running server, once for each start. */
public final class ServerCheck {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final AtomicBoolean REJECTED = new AtomicBoolean();

    private ServerCheck() {}

    /** Returns whether the running server is supported. If not, the log says so at the first call. */
    static boolean isSupported() {
        var rejection = rejection(KeycloakVersion.running());
        rejection.filter(text -> REJECTED.compareAndSet(false, true)).ifPresent(LOG::error);
        return rejection.isEmpty();
    }

    /** Warns of what the running server can't do, and of a server that no test has run on. */
    public static void warn() {
        warnings(KeycloakVersion.running()).forEach(LOG::warn);
    }

    static Optional<String> rejection(KeycloakVersion version) {
        return version.compareTo(KeycloakVersion.OLDEST) >= 0
                ? Optional.empty()
                : Optional.of("OneLogin MFA is not available, because it needs Keycloak " + KeycloakVersion.OLDEST
                        + " or later, and this is Keycloak " + Version.VERSION
                        + ". Upgrade Keycloak, or remove the extension's jar from the folder providers.");
    }

    /** Returns the warnings of a supported or newer version. */
    static List<String> warnings(KeycloakVersion version) {
        var warnings = new ArrayList<String>();
        if (version.compareTo(KeycloakVersion.NEWEST) > 0) {
            warnings.add(
                    "OneLogin MFA was tested on Keycloak " + KeycloakVersion.OLDEST + " to " + KeycloakVersion.NEWEST
                            + ", and this is Keycloak " + Version.VERSION
                            + ". Test all flows with OneLogin MFA, and look for a newer version of the extension.");
        }
        if (!version.isSince(26, 7)) {
            warnings.add(
                    "OneLogin MFA: Keycloak " + version + " shows the client secret to administrators, in settings,"
                            + " exports and admin events. Keep the secret in Keycloak's vault, or upgrade to Keycloak 26.7.");
        }
        if (!version.isSince(26, 1)) {
            warnings.add(
                    "OneLogin MFA: Keycloak 26.0 calls an event listener only in realms that name it. In each realm"
                            + " with OneLogin MFA, add onelogin-mfa-removal and onelogin-mfa-settings-check to the event"
                            + " listeners, or upgrade to Keycloak 26.1. Without them, a removed device stays in OneLogin until"
                            + " the user's next login, and saved settings are not checked.");
        }
        return warnings;
    }
}
