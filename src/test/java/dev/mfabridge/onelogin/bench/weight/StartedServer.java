package dev.mfabridge.onelogin.bench.weight;

import dev.mfabridge.onelogin.it.server.LocalKeycloak;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.time.Duration;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * Measurement of one start, and of the server at rest after it.
 *
 * @param processorTime the processor time of all threads until the server answers its first request
 * @param heapBytes the size of all live objects after two full garbage collections
 * @param metaspaceBytes the memory of the loaded classes, outside the heap
 */
record StartedServer(StartTime start, Duration processorTime, long heapBytes, long metaspaceBytes, long classes) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    /** Starts the server, measures it, and stops it. */
    static StartedServer measure(LocalKeycloak keycloak) throws InterruptedException {
        try (keycloak) {
            keycloak.start();
            var jvm = ServerJvm.ofThisProgram();
            var processorTime = jvm.processorTime();
            var start = StartTime.of(keycloak.log().since(0), keycloak.launchedAt(), ZoneId.systemDefault());
            jvm.jcmd("GC.run");
            // The histogram collects the garbage first, among it what the collection before has finalized.
            var heap = number(TOTAL, jvm.jcmd("GC.class_histogram"));
            var counters = jvm.jcmd("PerfCounter.print");
            return new StartedServer(
                    start,
                    processorTime,
                    heap,
                    counter("sun.gc.metaspace.used", counters),
                    counter("java.cls.loadedClasses", counters)
                            + counter("java.cls.sharedLoadedClasses", counters)
                            - counter("java.cls.unloadedClasses", counters));
        }
    }

    private static long counter(String name, String counters) {
        return number(Pattern.compile("(?m)^" + Pattern.quote(name) + "=(\\d+)"), counters);
    }

    private static long number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("jcmd printed no " + pattern);
        }
        return Long.parseLong(found.group(1));
    }
}
