package dev.mfabridge.onelogin.demo;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerFailedException;
import dev.mfabridge.onelogin.simulator.PortTakenException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Program that runs OneLogin's simulator, Keycloak and a new demo realm until it is stopped. */
public final class Demo {

    private Demo() {}

    /**
     * Runs the demo. Reads the system properties {@code keycloak.port}, {@code simulator.port}, {@code demo.realm} (the file of
     * the realm) and those of {@link KeycloakServers}. Exits with status 1 and a message if a file is missing or a port is in
     * use.
     *
     * @param arguments empty, or the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            if (arguments.length == 2) {
                System.setProperty("keycloak.home", arguments[0]);
                System.setProperty("keycloak.provider", arguments[1]);
            }
            run();
        } catch (PortInUseException | PortTakenException | ServerFailedException | IllegalArgumentException e) {
            System.err.printf("%n%s%n%n", e.getMessage());
            System.exit(1);
        }
    }

    private static void run() throws InterruptedException {
        var startedAt = System.nanoTime();
        var file = Path.of(System.getProperty("demo.realm", "docker/realm/demo-realm.json"));
        var keycloakPort = Port.of("keycloak.port", 8080);
        var simulatorPort = Port.of("simulator.port", 8090);
        keycloakPort.requireFree();
        simulatorPort.requireFree();

        System.out.println("Starting OneLogin's simulator and Keycloak (the first start also builds Keycloak) ...");
        var keycloak = KeycloakServers.chosen();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keycloak, stopped), "stop the demo"));
        // Loading the client takes seconds, so it runs while the server starts.
        var admin = CompletableFuture.supplyAsync(keycloak::admin);
        keycloak.start();
        var oneLogin = keycloak.oneLogin();
        try (var client = admin.join()) {
            DemoRealm.read(file, keycloak.baseUrl(), oneLogin).replaceIn(client);
        }

        System.out.println(new Instructions(
                keycloak.baseUrl(),
                oneLogin.fromHere(),
                keycloak.managementUrl(),
                keycloak.log().place(),
                Duration.ofNanos(System.nanoTime() - startedAt)));
        stopped.await();
    }

    private static void stop(KeycloakServer keycloak, CountDownLatch stopped) {
        System.out.println("Stopping ...");
        keycloak.close();
        stopped.countDown();
    }
}
