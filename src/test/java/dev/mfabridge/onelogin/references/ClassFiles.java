package dev.mfabridge.onelogin.references;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Classes of some jars and of the running JDK. Reads each class when it is asked for, and loads none. */
final class ClassFiles {
    private final ClassLoader loader;
    private final Map<String, Optional<DeclaredClass>> read = new HashMap<>();

    private ClassFiles(ClassLoader loader) {
        this.loader = loader;
    }

    /** Returns the classes of a server's distribution, with those of the extension's jar. */
    static ClassFiles ofServer(Path home, Path extension) throws IOException {
        try (var files = Files.walk(home.resolve("lib/lib"))) {
            var jars = Stream.concat(
                    Stream.of(extension), files.filter(file -> file.toString().endsWith(".jar")));
            return new ClassFiles(new URLClassLoader(
                    jars.map(ClassFiles::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
        }
    }

    /** Returns the classes that the extension is compiled against. */
    static ClassFiles ofBuild() {
        return new ClassFiles(ClassFiles.class.getClassLoader());
    }

    /** Returns the classes of a jar. */
    static List<DeclaredClass> in(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .filter(entry -> !entry.getName().startsWith("META-INF"))
                    .map(entry -> {
                        try (var in = file.getInputStream(entry)) {
                            return DeclaredClass.read(in.readAllBytes());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    /** Returns a class by its internal name, or empty if no jar has the class. */
    Optional<DeclaredClass> find(String name) {
        return read.computeIfAbsent(name, missing -> {
            try (var in = loader.getResourceAsStream(name + ".class")) {
                return in == null ? Optional.empty() : Optional.of(DeclaredClass.read(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Returns the file name of the jar that has a class, or an empty text for a class of the JDK. */
    String jarOf(String name) {
        var url = loader.getResource(name + ".class");
        var jar = url == null ? "" : url.getPath().replaceAll("!/.*", "");
        return jar.endsWith(".jar") ? jar.substring(jar.lastIndexOf('/') + 1) : "";
    }

    /** Returns a class and all its superclasses and interfaces, as far as they exist. */
    Set<DeclaredClass> withAncestors(String name) {
        var found = new HashSet<DeclaredClass>();
        collect(name, found);
        return found;
    }

    private void collect(String name, Set<DeclaredClass> found) {
        find(name).filter(found::add).ifPresent(type -> type.parents().forEach(parent -> collect(parent, found)));
    }

    /**
     * Returns whether a class or one of its ancestors declares a member.
     *
     * @param flags the condition for the member's access flags
     */
    boolean declares(String name, String member, Predicate<Integer> flags) {
        return withAncestors(name).stream()
                .map(type -> type.members().get(member))
                .anyMatch(access -> access != null && flags.test(access));
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
