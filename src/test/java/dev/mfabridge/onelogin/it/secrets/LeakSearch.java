package dev.mfabridge.onelogin.it.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.TestedVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;

/**
 * Search for the secrets of a run (S7, S9). It reads the log, the events, the exports and users of the realms, the metrics, the
 * reports of the tests and all pages.
 */
public final class LeakSearch {

    private static final int ALL = 1_000_000;
    private static final int SHOWN = 40;
    private static final int SHOWN_OF_EACH_TEXT = 3;

    /** Part of each login's state, which only the server may know. */
    private static final String STATE = "\"binding\":{\"realm\":";

    /** Value of a series: a duration has as many digits as a code. */
    private static final Pattern METRIC_VALUE = Pattern.compile(" \\S+$", Pattern.MULTILINE);

    /** Setting in a JSON text, or in a JSON text within another one. */
    private static final Pattern CLIENT_SECRET = Pattern.compile("(onelogin\\.clientSecret\\\\*\":\\\\*\")[^\"\\\\]*");

    /** Field of a form of the admin console whose value the browser shows as dots. */
    private static final Pattern PASSWORD_FIELD = Pattern.compile("<input[^>]* type=\"password\"[^>]*>");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeycloakServer server;
    private final Keycloak admin;
    private final Instant started;
    private final SecretIndex index;
    private final List<String> leaks = new ArrayList<>();
    private long searched;
    private int found;

    /** @param started the start of the run: older reports belong to another one */
    public LeakSearch(KeycloakServer server, Keycloak admin, Instant started) {
        this.server = server;
        this.admin = admin;
        this.started = started;
        RunRecord.used("the state of a login", STATE);
        RunRecord.used("the state of a login", STATE.replace("\"", "\\\""));
        RunRecord.used("the state of a login", STATE.replace("\"", "&quot;"));
        index = new SecretIndex(RunRecord.secrets());
    }

    /**
     * Searches in these realms and everywhere else.
     *
     * @throws AssertionError with the secrets and their places, if there are any
     */
    public void run(List<String> realms) {
        var start = Instant.now();
        realms.forEach(this::searchRealm);
        search(server.log().place(), String.join("\n", server.log().since(0)));
        RunRecord.texts()
                .filter(received -> !isOfOneLogin(received.place()))
                .forEach(received -> search(
                        received.place(),
                        isOfAdminConsole(received.place()) ? masked(received.text()) : received.text()));
        searchReports();
        System.out.printf(
                "Searched %d million characters for %d forms of secrets in %d s: %d found%n",
                searched / 1_000_000,
                index.size(),
                Duration.between(start, Instant.now()).toSeconds(),
                found);
        if (found > 0) {
            throw new AssertionError("%d leaks of the run's %d secrets:\n%s"
                    .formatted(
                            found,
                            index.size(),
                            String.join("\n", leaks.stream().limit(SHOWN).toList())));
        }
    }

    private void searchRealm(String name) {
        var realm = admin.realm(name);
        search("the events of " + name, json(realm.getEvents(null, null, null, null, null, null, 0, ALL)));
        search(
                "the admin events of " + name,
                masked(json(realm.getAdminEvents(null, null, null, null, null, null, null, null, 0, ALL))));
        search("the export of " + name, masked(json(export(realm))));
        search("the users of " + name, json(realm.users().list(0, ALL)));
    }

    /** Returns what administrators see without the client secret, which Keycloak itself masks only since 26.7. */
    private static String masked(String seenByAdministrators) {
        if (!TestedVersion.isBefore(7)) {
            return seenByAdministrators;
        }
        var withoutSettings = CLIENT_SECRET.matcher(seenByAdministrators).replaceAll("$1");
        return PASSWORD_FIELD.matcher(withoutSettings).replaceAll("");
    }

    private static boolean isOfAdminConsole(String place) {
        return place.contains("/admin/master/console/");
    }

    private static Object export(RealmResource realm) {
        return realm.partialExport(true, true);
    }

    private boolean isOfOneLogin(String place) {
        return place.startsWith(server.oneLogin().fromHere());
    }

    private void searchReports() {
        var folder = Path.of(System.getProperty("reports", "target/none"));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            files.filter(this::isOfThisRun).forEach(file -> {
                try {
                    search(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfThisRun(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isAfter(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void search(String place, String text) {
        var withoutValues =
                place.endsWith("/metrics") ? METRIC_VALUE.matcher(text).replaceAll("") : text;
        searched += text.length();
        var inText = index.leaksIn(place, withoutValues);
        found += inText.size();
        inText.stream().limit(SHOWN_OF_EACH_TEXT).forEach(leaks::add);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
