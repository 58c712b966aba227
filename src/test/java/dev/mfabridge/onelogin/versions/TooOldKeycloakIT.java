package dev.mfabridge.onelogin.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.it.server.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A Keycloak that is too old, with the jar in its folder, two realms in its import, and an OneLogin credential in one. */
@ResourceLock(MavenRun.BUILT_JAR)
class TooOldKeycloakIT {
    private static final Path FOLDER = Path.of(".keycloak", "too-old").toAbsolutePath();
    private static final Path HOME = FOLDER.resolve("keycloak-" + SupportedVersions.TOO_OLD);
    private static final Path LOG = FOLDER.resolve("keycloak.log");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Process server;
    private static int port;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        assumeThat(System.getProperty("versions", ""))
                .as("a run of all versions")
                .isBlank();
        MavenRun.succeeds(
                SupportedVersions.TOO_OLD,
                "org.apache.maven.plugins:maven-dependency-plugin:unpack",
                "-Dmdep.skip=false",
                "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + SupportedVersions.TOO_OLD + ":zip",
                "-DoutputDirectory=" + FOLDER,
                "-DmarkersDirectory=" + FOLDER.resolve(".unpacked"));
        var jar = Path.of(System.getProperty("keycloak.provider"));
        Files.copy(jar, HOME.resolve("providers").resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        var imports = Files.createDirectories(HOME.resolve("data/import"));
        for (var realm : new String[] {"acme", "plain"}) {
            try (var file = TooOldKeycloakIT.class.getResourceAsStream(realm + "-realm.json")) {
                Files.copy(file, imports.resolve(realm + "-realm.json"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        port = FreePorts.next();
        start();
    }

    private static void start() throws IOException {
        var builder = new ProcessBuilder(
                        "sh",
                        HOME.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("KEYCLOAK_"));
        builder.environment().put("KEYCLOAK_ADMIN", "admin");
        builder.environment().put("KEYCLOAK_ADMIN_PASSWORD", "admin");
        server = builder.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !server.isAlive() || Files.readString(LOG).contains(" started in "));
        assertThat(server.isAlive()).as("Keycloak runs; its log is %s", LOG).isTrue();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
        }
    }

    @Test
    @DisplayName("The log says once what the extension needs")
    void logSaysOnceWhatTheExtensionNeeds() throws IOException {
        assertThat(Files.readAllLines(LOG))
                .filteredOn(line -> line.contains("OneLogin MFA"))
                .singleElement()
                .asString()
                .contains("needs Keycloak 26.0 or later", "this is Keycloak " + SupportedVersions.TOO_OLD);
    }

    @Test
    @DisplayName("The server offers nothing of the extension")
    void serverOffersNothing() throws IOException, InterruptedException {
        var token = token("master", "admin-cli", "admin", "admin");

        assertThat(get("/admin/serverinfo", token).body()).doesNotContain("onelogin");
        assertThat(get("/admin/realms/acme/onelogin-mfa/executions", token).statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("A realm with a OneLogin credential is imported, with its user")
    void realmWithCredentialIsImported() throws IOException, InterruptedException {
        assertThat(token("acme", "app", "ben", "pw")).isNotBlank();
    }

    @Test
    @DisplayName("A login of a realm without OneLogin MFA works as before")
    void loginOfAnotherRealmWorks() throws IOException, InterruptedException {
        assertThat(token("plain", "app", "ann", "pw")).isNotBlank();
    }

    private static String token(String realm, String client, String user, String password)
            throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=" + client + "&username=" + user + "&password=" + password;
        var request = HttpRequest.newBuilder(uri("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return new ObjectMapper()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
