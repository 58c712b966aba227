package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Run of all examples for {@code kcadm.sh} in the docs. A new page needs nothing here, and a new placeholder needs a value
 * in {@link #values}.
 */
@Tag("this-machine")
class KcadmExamplesIT {
    private static final String CLIENT = "ops";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Realm without the execution, from which an example removes everything that is stored. */
    @RegisterExtension
    static final TestRealm unbound = TestRealm.withPassword();

    private static final AtomicInteger USERS = new AtomicInteger();

    @TempDir
    static Path folder;

    static List<KcadmExample> examples() throws IOException {
        return KcadmExample.all();
    }

    @BeforeAll
    static void signIn() throws Exception {
        realm.administrator(CLIENT, "view-realm", "view-users", "manage-users", "manage-realm")
                .close();
        Files.writeString(folder.resolve("de.json"), "{\"oneloginVerify\": \"Anmelden\"}");
        run("kcadm.sh config credentials --server %s --realm master --user admin --password admin".formatted(server()));
    }

    @Test
    @DisplayName("The docs have examples on many pages")
    void docsHaveExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(15);
        assertThat(examples().stream()
                        .map(example -> example.place().replaceAll(":.*", ""))
                        .distinct())
                .contains("docs/get-started.md", "docs/reference/admin-api.md", "docs/how-to/lost-phone.md");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    @DisplayName("Each example works as it is in the docs")
    void exampleWorks(KcadmExample example) throws Exception {
        var values = values();
        if (example.script().contains("delete onelogin-mfa/stored-data")) {
            values.put("-r acme", "-r " + unbound.address().replaceAll(".*/realms/", ""));
        }
        run(example.with(values));
    }

    /** Returns the values of the placeholders and of the example's names, for a new user with a device. */
    private static Map<String, String> values() {
        var user = realm.user("kcadm" + USERS.incrementAndGet()).enrolled(SimulatedFactorType.SMS);
        var credential = realm.admin().users().get(user.id()).credentials().stream()
                .filter(stored -> stored.getType().equals("onelogin"))
                .findFirst()
                .orElseThrow()
                .getId();
        var execution = realm.api().executions().get(0).id();
        var values = new LinkedHashMap<String, String>();
        values.put("bin/kcadm.sh", "kcadm.sh");
        values.put("https://login.example.com", server());
        values.put("http://localhost:8080", server());
        values.put("--secret \u2026", "--secret 'secret of " + CLIENT + "'");
        values.put("--user admin", "--user admin --password admin");
        values.put("<realm>", name());
        values.put("--realm acme", "--realm " + name());
        values.put("-r acme", "-r " + name());
        values.put("realms/acme", "realms/" + name());
        values.put("username=alice", "username=" + user.username());
        values.put("executions/<id>", "executions/" + execution);
        values.put("5f0a\u2026", execution);
        values.put("<user>", user.id());
        values.put("8c1\u2026", user.id());
        values.put("<device>", user.device());
        values.put("3920361", user.device());
        values.put("<credential>", credential);
        return values;
    }

    private static String server() {
        return realm.address().replaceAll("/realms/.*", "");
    }

    private static String name() {
        return realm.address().replaceAll(".*/realms/", "");
    }

    /** Runs a script in a shell in which {@code kcadm.sh} is the command of the server's distribution. */
    private static void run(String script) throws Exception {
        var output = folder.resolve("output.txt").toFile();
        var function = "kcadm.sh() { '%s/bin/kcadm.sh' \"$@\" --config '%s'; }\n"
                .formatted(System.getProperty("keycloak.home"), folder.resolve("kcadm.config"));
        var process = new ProcessBuilder("bash", "-e", "-c", function + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s%n%s", script, Files.readString(output.toPath()))
                .isZero();
    }
}
