package dev.mfabridge.onelogin.bench;

import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Probe of the server's process and metrics, on Linux.
 *
 * @param oneLoginPort the port of OneLogin
 */
public record ServerProbe(ServerJvm server, URI metrics, int oneLoginPort) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern OWN =
            Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+dev\\.mfabridge\\.onelogin\\.(?!.*\\$\\$Lambda).*$");
    private static final Pattern OF_CACHE = Pattern.compile("(?m)^(\\w+)\\{.*cache=\"(\\w+)\".*} (\\S+)$");

    /**
     * Measurement of the server.
     *
     * @param heapBytes the size of all live objects after full garbage collections
     * @param ownObjects the number of live objects of the extension's classes
     * @param connections the number of connections to OneLogin
     * @param entries the number of entries of Keycloak's caches of single-use objects and authentication sessions
     * @param sessions the number of user sessions in Keycloak's cache
     */
    public record ServerReading(
            long heapBytes, long ownObjects, int threads, int connections, int files, long entries, long sessions) {}

    /** Finds the server that this program has started. */
    public static ServerProbe of(String managementUrl, String oneLoginUrl) {
        return new ServerProbe(
                ServerJvm.ofThisProgram(),
                URI.create(managementUrl + "/metrics"),
                URI.create(oneLoginUrl).getPort());
    }

    /** Reads the server after full garbage collections. */
    public ServerReading read() throws InterruptedException {
        server.jcmd("GC.run");
        // The histogram collects the garbage first, among it what the collection before has finalized.
        var histogram = server.jcmd("GC.class_histogram");
        var page = metrics(metrics);
        return new ServerReading(
                TOTAL.matcher(histogram)
                        .results()
                        .mapToLong(total -> Long.parseLong(total.group(1)))
                        .sum(),
                OWN.matcher(histogram)
                        .results()
                        .mapToLong(line -> Long.parseLong(line.group(1)))
                        .sum(),
                (int) sum(page, "jvm_threads_live_threads"),
                connections(),
                sockets().size(),
                entries(page, Set.of("actionTokens", "authenticationSessions")),
                entries(page, Set.of("sessions")));
    }

    /** Returns the sum of the series with this name, with whatever labels. */
    public static double sum(String page, String series) {
        return page.lines()
                .filter(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Returns the values of the series with this name, by the cache that they are about. */
    public static Map<String, Double> byCache(String page, String series) {
        return OF_CACHE.matcher(page)
                .results()
                .filter(line -> line.group(1).equals(series))
                .collect(Collectors.toMap(
                        line -> line.group(2), line -> Double.parseDouble(line.group(3)), Double::sum, TreeMap::new));
    }

    private static long entries(String page, Set<String> caches) {
        var entries = byCache(page, "vendor_statistics_approximate_entries");
        entries.keySet().retainAll(caches);
        return (long) entries.values().stream().mapToDouble(count -> count).sum();
    }

    /** Reads Keycloak's metrics. */
    public static String metrics(URI address) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts the sockets of the server whose other end is OneLogin's port. */
    private int connections() {
        var own = sockets();
        var port = ":%04X".formatted(oneLoginPort);
        return (int) Stream.of("tcp", "tcp6")
                .flatMap(protocol -> lines(Path.of("/proc/" + server.pid() + "/net/" + protocol)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[2].endsWith(port) && own.contains(fields[9]))
                .count();
    }

    /** Returns the inodes of the server's sockets. */
    private Set<String> sockets() {
        var inodes = new HashSet<String>();
        try (var files = Files.newDirectoryStream(Path.of("/proc/" + server.pid() + "/fd"))) {
            for (var file : files) {
                var target = linkTarget(file);
                if (target.startsWith("socket:")) {
                    inodes.add(target.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inodes;
    }

    private static String linkTarget(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // The server has closed the file in the meantime.
            return "";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
