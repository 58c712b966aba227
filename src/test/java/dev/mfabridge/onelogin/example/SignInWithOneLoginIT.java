package dev.mfabridge.onelogin.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.jsoup.Connection.Response;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.MountableFile;

class SignInWithOneLoginIT {
    static final File EXTENSION = new File("target/keycloak-onelogin-mfa-1.0.0-SNAPSHOT.jar");
    static final File SIMULATOR = new File("target/onelogin-simulator-1.0.0-SNAPSHOT.jar");
    static final String IMAGE = "quay.io/keycloak/keycloak:26.7.5";
    static final String LOGIN = "/realms/demo/protocol/openid-connect/auth?client_id=account&response_type=code";

    @Test
    @DisplayName("A user signs in with a password and the code on the phone")
    void userSignsInWithAPasswordAndACode() throws Exception {
        try (var network = Network.newNetwork();
                var oneLogin = new GenericContainer<>(IMAGE);
                var keycloak = new KeycloakContainer(IMAGE)) {
            oneLogin.withNetwork(network).withNetworkAliases("onelogin").withExposedPorts(8090);
            oneLogin.withCopyFileToContainer(MountableFile.forHostPath(SIMULATOR.toPath()), "/simulator.jar");
            oneLogin.withCreateContainerCmdModifier(create -> create.withEntrypoint("java", "-jar", "/simulator.jar"));
            oneLogin.start();
            keycloak.withNetwork(network).withProviderLibsFrom(List.of(EXTENSION));
            keycloak.withRealmImportFile("realm/demo-realm.json").withEnv("DEMO_ONELOGIN_URL", "http://onelogin:8090");
            keycloak.withEnv("KC_SPI_AUTHENTICATOR__ONELOGIN_MFA__ALLOWED_HOSTS", "onelogin:8090");
            keycloak.withStartupTimeout(Duration.ofMinutes(5)).start();

            var account = keycloak.getAuthServerUrl() + "/realms/demo/account/";
            var login = Jsoup.connect(keycloak.getAuthServerUrl() + LOGIN)
                    .data("redirect_uri", account, "login_hint", "bob");
            var codePage = submit(login.execute(), "password", "bob");
            var messages = "http://" + oneLogin.getHost() + ":" + oneLogin.getMappedPort(8090) + "/_sim/messages";
            var newest =
                    Jsoup.connect(messages).ignoreContentType(true).execute().body();
            var signedIn = submit(codePage, "otp", newest.replaceFirst("(?s).*?\"code\":\"(\\d+)\".*", "$1"));
            assertTrue(signedIn.url().toString().contains("&code="), signedIn::body);
        }
    }

    private static Response submit(Response page, String field, String value) throws Exception {
        var form = page.parse().expectForm("form:has([name=" + field + "])");
        form.expectFirst("[name=" + field + "]").val(value);
        return form.submit().cookies(page.cookies()).execute();
    }
}
