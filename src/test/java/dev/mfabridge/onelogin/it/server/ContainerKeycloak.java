package dev.mfabridge.onelogin.it.server;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

/** Containers of Keycloak, the simulated OneLogin, and PostgreSQL if its image can be pulled, on one network. */
public final class ContainerKeycloak implements KeycloakServer {

    /** Time to start, of which a small busy machine needs a minute and a half. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    private static final Duration LOG_LAG = Duration.ofMillis(200);

    private static final String ONELOGIN = "onelogin";
    private static final int ONELOGIN_PORT = 8090;
    private static final String POSTGRES = "postgres";

    private final Network network = Network.newNetwork();
    private final GenericContainer<?> oneLogin;
    private final KeycloakContainer keycloak;
    private final Optional<PostgreSQLContainer> database;

    /**
     * Prepares the containers without starting them.
     *
     * @param simulator the simulator's jar
     */
    ContainerKeycloak(ContainerImages images, List<Path> providers, Path simulator) {
        // Any image with Java works, and this one is needed in any case.
        oneLogin = new GenericContainer<>(images.keycloak())
                .withCreateContainerCmdModifier(create -> create.withEntrypoint("java"))
                .withNetwork(network)
                .withNetworkAliases(ONELOGIN)
                .withCopyFileToContainer(MountableFile.forHostPath(simulator), "/simulator.jar")
                .withCommand("-jar", "/simulator.jar", "--port", String.valueOf(ONELOGIN_PORT))
                .withExposedPorts(ONELOGIN_PORT)
                .waitingFor(Wait.forHttp("/"))
                .withStartupTimeout(STARTS_WITHIN);
        keycloak = new KeycloakContainer(images.keycloak())
                .withNetwork(network)
                .withProductionMode()
                .withEnabledMetrics()
                .withAdminUsername(ADMIN)
                .withAdminPassword(ADMIN)
                .withProviderLibsFrom(providers.stream().map(Path::toFile).toList())
                .withEnv("JAVA_OPTS_APPEND", JVM_FLAGS)
                .withStartupTimeout(STARTS_WITHIN);
        keycloak.withCustomCommand(NO_CLUSTER);
        OPTIONS.forEach(keycloak::withCustomCommand);
        database = images.database().map(PostgreSQLContainer::new);
        database.ifPresentOrElse(this::use, () -> keycloak.withEnv("KC_DB", "dev-file"));
    }

    private void use(PostgreSQLContainer postgres) {
        postgres.withNetwork(network).withNetworkAliases(POSTGRES).withStartupTimeout(STARTS_WITHIN);
        keycloak.dependsOn(postgres);
        keycloak.withEnv("KC_DB", "postgres")
                .withEnv("KC_DB_URL_HOST", POSTGRES)
                .withEnv("KC_DB_URL_DATABASE", postgres.getDatabaseName())
                .withEnv("KC_DB_USERNAME", postgres.getUsername())
                .withEnv("KC_DB_PASSWORD", postgres.getPassword());
    }

    @Override
    public void start() {
        try {
            Startables.deepStart(oneLogin, keycloak).join();
        } catch (CompletionException e) {
            var logs = Stream.concat(Stream.of(oneLogin, keycloak), database.stream())
                    .filter(GenericContainer::isCreated)
                    .map(container -> "\n" + container.getDockerImageName() + ":\n" + tail(container))
                    .collect(Collectors.joining());
            close();
            throw new ServerFailedException("The containers did not start: " + e.getCause() + logs, e);
        }
    }

    private static String tail(GenericContainer<?> container) {
        return logOf(container).tail(40);
    }

    @Override
    public String baseUrl() {
        return keycloak.getAuthServerUrl();
    }

    @Override
    public String urlFromItself() {
        return "http://localhost:8080";
    }

    @Override
    public String managementUrl() {
        return keycloak.getMgmtServerUrl();
    }

    @Override
    public SimulatorUrls oneLogin() {
        return new SimulatorUrls(
                "http://%s:%d".formatted(ONELOGIN, ONELOGIN_PORT),
                "http://%s:%d".formatted(oneLogin.getHost(), oneLogin.getMappedPort(ONELOGIN_PORT)));
    }

    @Override
    public ServerLog log() {
        return logOf(keycloak);
    }

    private static ServerLog logOf(GenericContainer<?> container) {
        return new ServerLog(
                "the log of container " + container.getContainerId(),
                () -> container.getLogs().lines().toList(),
                LOG_LAG);
    }

    @Override
    public void close() {
        keycloak.close();
        oneLogin.close();
        database.ifPresent(PostgreSQLContainer::close);
        network.close();
    }
}
