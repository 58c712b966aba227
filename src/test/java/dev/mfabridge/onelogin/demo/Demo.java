package dev.mfabridge.onelogin.demo;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerFailedException;
import dev.mfabridge.onelogin.simulator.OneLoginSimulator;
import dev.mfabridge.onelogin.simulator.PortTakenException;
import dev.mfabridge.onelogin.simulator.UsersFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Runs until it is stopped: OneLogin's simulator, Keycloak, and between them the demo realm, which is new each time. */
public final class Demo {

    private Demo() {}

    /**
     * Reads the system properties {@code keycloak.port} and {@code simulator.port}, {@code demo.files} (the folder with
     * {@code realm} and {@code simulator}) and those of {@link KeycloakServers}. Ends with status 1 and a sentence when
     * something is missing or in the way.
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run();
        } catch (PortInUseException | PortTakenException | ServerFailedException | IllegalArgumentException e) {
            System.err.printf("%n%s%n%n", e.getMessage());
            System.exit(1);
        }
    }

    private static void run() throws InterruptedException {
        var begun = System.nanoTime();
        var files = Path.of(System.getProperty("demo.files", "docker"));
        var keycloakPort = new Port("keycloak.port", Integer.getInteger("keycloak.port", 8080));
        var simulatorPort = new Port("simulator.port", Integer.getInteger("simulator.port", 8090));
        keycloakPort.requireFree();
        simulatorPort.requireFree();

        System.out.println(
                "Starting OneLogin's simulator and Keycloak (the first time, Keycloak is built as well) ...");
        var people = UsersFile.of(files.resolve("simulator/users.json"));
        var simulator = OneLoginSimulator.start(simulatorPort.number(), people);
        var keycloak = KeycloakServers.chosen();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keycloak, simulator, stopped), "stop the demo"));
        var realm = DemoRealm.read(files.resolve("realm/demo-realm.json")).at(keycloak.baseUrl(), simulator.baseUrl());
        // Loading the client takes seconds that the server takes as well.
        var admin = CompletableFuture.supplyAsync(keycloak::admin);
        keycloak.start();
        try (var client = admin.join()) {
            realm.replaceIn(client);
        }

        System.out.println(new Instructions(
                keycloak.baseUrl(),
                simulator.baseUrl(),
                keycloak.log().place(),
                Duration.ofNanos(System.nanoTime() - begun)));
        stopped.await();
    }

    private static void stop(KeycloakServer keycloak, OneLoginSimulator simulator, CountDownLatch stopped) {
        System.out.println("Stopping ...");
        keycloak.close();
        simulator.close();
        stopped.countDown();
    }
}
