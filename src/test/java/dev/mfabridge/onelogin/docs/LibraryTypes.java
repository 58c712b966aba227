package dev.mfabridge.onelogin.docs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Simple names of the types of Java and of the libraries on the class path, such as Keycloak's. */
final class LibraryTypes {
    private static final Set<String> NAMES = Stream.concat(ofJava(), ofClassPath())
            .filter(name -> name.endsWith(".class"))
            .map(name -> name.replaceFirst(".*[/$]", "").replace(".class", ""))
            .collect(Collectors.toSet());

    private LibraryTypes() {}

    static boolean contain(String simpleName) {
        return NAMES.contains(simpleName);
    }

    private static Stream<String> ofJava() {
        var java = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        try (var files = Files.walk(java)) {
            return files.map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> ofClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && Files.exists(Path.of(entry)))
                .flatMap(LibraryTypes::ofJar);
    }

    private static Stream<String> ofJar(String path) {
        try (var jar = new JarFile(path)) {
            return jar.stream().map(ZipEntry::getName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
