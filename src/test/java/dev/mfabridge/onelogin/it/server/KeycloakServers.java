package dev.mfabridge.onelogin.it.server;

import java.nio.file.Path;
import java.util.List;

/** Chooses where the server of a run is: the one place that knows every {@link KeycloakServer}. */
public final class KeycloakServers {

    private KeycloakServers() {}

    /**
     * The server that the system properties ask for, not started yet: {@code keycloak.place} ({@code local} when
     * unset), {@code keycloak.provider} (the packaged extension), and for a local one {@code keycloak.home} (an
     * unpacked distribution) and {@code keycloak.port} (0 or unset for any free one).
     *
     * @throws ServerFailedException when one is missing or unknown
     */
    public static KeycloakServer chosen() {
        var place = System.getProperty("keycloak.place", "local");
        var providers = List.of(file("keycloak.provider"));
        return switch (place) {
            case "local" ->
                new LocalKeycloak(
                        new ServerFolder(file("keycloak.home")), providers, Integer.getInteger("keycloak.port", 0));
            default -> throw new ServerFailedException("keycloak.place=" + place + " is unknown; there is: local");
        };
    }

    private static Path file(String property) {
        var value = System.getProperty(property);
        if (value == null) {
            throw new ServerFailedException("The system property " + property + " is not set. Maven sets it; in an IDE,"
                    + " run 'mvn -DskipTests verify' once and set it by hand.");
        }
        return Path.of(value);
    }
}
