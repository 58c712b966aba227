package dev.mfabridge.onelogin.it.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Factory of the server of a run, and the only class that knows every {@link KeycloakServer}. */
public final class KeycloakServers {

    /** Lowest port of the tests' nodes among themselves. */
    private static final int FIRST_CLUSTER_PORT = 7800;

    private static final List<String> COUNTING_STATEMENTS =
            List.of("-c", "shared_preload_libraries=pg_stat_statements");

    private KeycloakServers() {}

    /**
     * Returns the server that the system property {@code keycloak.place} names, before its start.
     *
     * <ul>
     *   <li>{@code local} (if unset): a process from {@code keycloak.home}, an unpacked distribution, on {@code
     *       keycloak.port}. The extension is {@code keycloak.provider}. The simulator is on {@code simulator.port}, or on a
     *       free port if unset. Traces go to {@code keycloak.traces}, if set.
     *   <li>{@code cluster}: two nodes like the local server, behind a load balancer, with PostgreSQL from {@code
     *       postgres.home}, or from a Debian package if unset.
     *   <li>{@code container}: containers from {@code keycloak.image}, with the extension {@code keycloak.provider} and the
     *       simulator {@code simulator.jar}.
     *   <li>{@code running}: a running server at {@code keycloak.url}. Its metrics are at {@code keycloak.managementUrl},
     *       and its log is {@code keycloak.log}. The simulator is at {@code simulator.url}, and Keycloak reaches it at {@code
     *       simulator.urlFromKeycloak}. The number of nodes behind the address is {@code keycloak.nodes}, or 1 if unset.
     * </ul>
     *
     * @throws ServerFailedException if a property is missing or unknown, or if no container engine responds
     */
    public static KeycloakServer chosen() {
        var place = System.getProperty("keycloak.place", "local");
        return switch (place) {
            case "local" ->
                new LocalKeycloak(
                        new ServerFolder(file("keycloak.home")),
                        List.of(file("keycloak.provider")),
                        Integer.getInteger("keycloak.port", 0),
                        Integer.getInteger("simulator.port", 0),
                        new Traces(Optional.ofNullable(System.getProperty("keycloak.traces"))));
            case "cluster" ->
                new ClusterKeycloak(
                        new ServerFolder(file("keycloak.home")),
                        List.of(file("keycloak.provider")),
                        postgres(List.of()),
                        2,
                        FIRST_CLUSTER_PORT);
            case "container" -> {
                ContainerEngine.require();
                yield new ContainerKeycloak(
                        ContainerImages.with(value("keycloak.image")),
                        List.of(file("keycloak.provider")),
                        file("simulator.jar"));
            }
            case "running" ->
                new RunningKeycloak(
                        value("keycloak.url"),
                        value("keycloak.managementUrl"),
                        new SimulatorUrls(value("simulator.urlFromKeycloak"), value("simulator.url")),
                        file("keycloak.log"),
                        Integer.getInteger("keycloak.nodes", 1));
            default ->
                throw new ServerFailedException(
                        "keycloak.place=" + place + " is unknown. Use local, cluster, container or running.");
        };
    }

    /**
     * Returns a local server of its own beside the server in {@code keycloak.home}, before its start. The first start builds it.
     *
     * @param name the name of its folder, which is created anew
     * @param providers the jars of its extensions
     * @throws ServerFailedException if {@code keycloak.home} is not set, or has no Keycloak
     */
    public static LocalKeycloak separate(String name, List<Path> providers) {
        var folder = new ServerFolder(file("keycloak.home")).copy(name);
        return new LocalKeycloak(folder, providers, 0, 0, new Traces(Optional.empty()));
    }

    /**
     * Returns clusters with these numbers of nodes, before their start. They can run at the same time, each with a folder and a
     * PostgreSQL of its own. The view {@code pg_stat_statements} has the statements of all nodes.
     */
    public static List<KeycloakServer> measured(List<Integer> sizes) {
        var clusters = new ArrayList<KeycloakServer>();
        var port = FIRST_CLUSTER_PORT;
        for (var size : sizes) {
            var folder = new ServerFolder(file("keycloak.home")).copy("nodes-" + size);
            clusters.add(new ClusterKeycloak(
                    folder, List.of(file("keycloak.provider")), postgres(COUNTING_STATEMENTS), size, port));
            port += 10 * size;
        }
        return clusters;
    }

    private static PostgresServer postgres(List<String> options) {
        return new PostgresServer(
                Optional.ofNullable(System.getProperty("postgres.home")).map(Path::of), options);
    }

    private static Path file(String property) {
        return Path.of(value(property));
    }

    private static String value(String property) {
        var value = System.getProperty(property);
        if (value == null) {
            throw new ServerFailedException("The system property " + property + " is not set. Maven sets it. In an IDE,"
                    + " run 'mvn -DskipTests verify' once and set the property.");
        }
        return value;
    }
}
