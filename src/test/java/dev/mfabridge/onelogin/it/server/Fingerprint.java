package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Checksum of the inputs on which a built server depends.
 *
 * <p>A build takes 20 s, and most changed classes need no build. A built server knows the names of classes and folders, and
 * the factories' ids and orders, but it loads the code at each start. Only classes that name Keycloak's JPA entities are different:
 * Quarkus rewrites these in the build, and the server loads what it has rewritten.
 */
record Fingerprint(String value) {

    private static final String SERVICES = "META-INF/services/";

    /** Part of the names of the packages with Keycloak's entities, as it is in a class that names one. */
    private static final String ENTITIES = "/jpa/entit";

    static Fingerprint of(List<Path> providers, List<String> buildOptions) throws IOException {
        var facts = new TreeSet<String>();
        for (var option : buildOptions) {
            facts.add("option " + option);
        }
        for (var provider : providers) {
            try (var jar = new JarFile(provider.toFile())) {
                addFacts(provider.getFileName().toString(), jar, facts);
            }
        }
        return new Fingerprint(checksum(String.join("\n", facts).getBytes(StandardCharsets.UTF_8)));
    }

    private static void addFacts(String name, JarFile jar, Set<String> facts) throws IOException {
        var factories = factories(jar);
        for (var entry : jar.stream().toList()) {
            var path = entry.getName();
            if (path.startsWith(SERVICES) || factories.contains(path) || namesEntities(jar, entry)) {
                facts.add(name + " " + path + " " + checksum(bytes(jar, entry)));
            } else if (path.endsWith(".class") || entry.isDirectory()) {
                facts.add(name + " " + path);
            }
        }
    }

    private static boolean namesEntities(JarFile jar, JarEntry entry) {
        return entry.getName().endsWith(".class")
                && new String(bytes(jar, entry), StandardCharsets.ISO_8859_1).contains(ENTITIES);
    }

    private static Set<String> factories(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().startsWith(SERVICES) && !entry.isDirectory())
                .flatMap(entry -> lines(jar, entry))
                .map(className -> className.strip().replace('.', '/') + ".class")
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(JarFile jar, JarEntry entry) {
        return new String(bytes(jar, entry), StandardCharsets.UTF_8).lines();
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ServerFailedException("Can't read " + entry + " of " + jar.getName(), e);
        }
    }

    private static String checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return HexFormat.of().toHexDigits(crc.getValue());
    }
}
