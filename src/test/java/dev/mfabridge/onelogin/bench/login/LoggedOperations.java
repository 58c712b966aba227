package dev.mfabridge.onelogin.bench.login;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Database statements and cache operations of one request, from the log of a server that logs them.
 *
 * @param statements the SQL, each followed by its parameters
 * @param localReads the reads from caches of one node, such as the cache of users
 * @param reads the reads from caches of the whole cluster: the cache, the command and the key
 * @param writes the writes to any cache
 */
record LoggedOperations(List<String> statements, List<String> localReads, List<String> reads, List<String> writes) {
    /** Option with which Hibernate and Infinispan log what they do. */
    static final String OPTION = "--log-level=info,org.hibernate.SQL:debug,org.hibernate.orm.jdbc.bind:trace,"
            + "org.infinispan.interceptors.impl.InvocationContextInterceptor:trace";

    /** Caches that Keycloak's {@code cache-ispn.xml} distributes or replicates. */
    static final Set<String> CLUSTER = Set.of(
            "sessions",
            "authenticationSessions",
            "offlineSessions",
            "clientSessions",
            "offlineClientSessions",
            "loginFailures",
            "actionTokens",
            "work");

    private static final Pattern STATEMENT = Pattern.compile(".*\\[org\\.hibernate\\.SQL] \\(.*?\\) (.*)");
    private static final Pattern PARAMETER =
            Pattern.compile(".*\\[org\\.hibernate\\.orm\\.jdbc\\.bind] \\(.*?\\) (.*)");
    private static final Pattern COMMAND =
            Pattern.compile(".*Invoked (\\S+) with command (\\w+) ?(.*?) and InvocationContext.*");

    private static final Pattern KEY = Pattern.compile("(\\w+) \\w+ .*?\\bkey=([^,}]+).*");

    /** Reads lines of the log. */
    static LoggedOperations of(List<String> lines) {
        var operations =
                new LoggedOperations(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        lines.forEach(operations::add);
        return operations;
    }

    private void add(String line) {
        var statement = STATEMENT.matcher(line);
        var parameter = PARAMETER.matcher(line);
        var command = COMMAND.matcher(line);
        if (statement.matches()) {
            statements.add(statement.group(1).strip());
        } else if (parameter.matches() && !statements.isEmpty()) {
            statements.add(statements.remove(statements.size() - 1) + " " + parameter.group(1));
        } else if (command.matches()) {
            list(command.group(1), command.group(2))
                    .add(command.group(1) + " " + command.group(2) + " " + command.group(3));
        }
    }

    private List<String> list(String cache, String command) {
        if (!command.toLowerCase(Locale.ROOT).startsWith("get")) {
            return writes;
        }
        return CLUSTER.contains(cache) ? reads : localReads;
    }

    /** Returns the statements that were sent before with the same parameters. */
    List<String> repeated() {
        var rest = new ArrayList<>(statements);
        statements.stream().distinct().forEach(rest::remove);
        return rest;
    }

    /**
     * Returns the entries that the request wrote, as the cache and the key.
     *
     * @throws IllegalStateException if the log doesn't name the key of a write, so that no entry is overlooked
     */
    Set<String> writtenEntries() {
        return writes.stream().map(LoggedOperations::entry).collect(Collectors.toSet());
    }

    private static String entry(String write) {
        var key = KEY.matcher(write);
        if (!key.matches()) {
            throw new IllegalStateException("A write without a key: " + write);
        }
        return key.group(1) + " " + key.group(2);
    }

    /**
     * Returns the cache entries that more than one of these logins wrote: an entry for which logins could wait.
     *
     * @param logins the requests of each login
     */
    static Set<String> entriesOfSeveral(List<List<LoggedOperations>> logins) {
        var seen = new HashSet<String>();
        return logins.stream()
                .map(requests -> requests.stream()
                        .flatMap(request -> request.writtenEntries().stream())
                        .collect(Collectors.toSet()))
                .flatMap(Set::stream)
                .filter(entry -> !seen.add(entry))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
