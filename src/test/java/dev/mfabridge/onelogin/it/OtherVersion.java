package dev.mfabridge.onelogin.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Jar of another version of the extension: the same jar, with other numbers of the formats in some classes. */
final class OtherVersion {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String PACKAGE = "dev/mfabridge/onelogin/";

    /** Number of a format in a source file. */
    private static final Pattern NUMBER = Pattern.compile("(?<=VERSION = |FormatVersion\\(|, )\\d+(?=[,;)])");

    private OtherVersion() {}

    /**
     * Makes the jar.
     *
     * @param folder the folder for it
     * @param classes the classes with a format whose number is higher by one, below the package of the extension
     */
    static Path make(Path folder, List<String> classes) {
        try {
            var original = Path.of(System.getProperty("keycloak.provider"));
            var jar = folder.resolve(original.getFileName());
            Files.copy(original, jar, StandardCopyOption.REPLACE_EXISTING);
            for (var name : classes) {
                replace(jar, name, compile(folder, name, original));
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles the changed class, and returns the folder with its files. */
    private static Path compile(Path folder, String name, Path original) throws IOException {
        var source = Files.readString(SOURCES.resolve(PACKAGE + name + ".java"));
        var changed = source.lines()
                .map(line -> line.contains("VERSION = ") || line.contains("new FormatVersion(") ? next(line) : line)
                .toList();
        if (String.join("\n", changed).equals(source.strip())) {
            throw new IllegalStateException(name + " has no number of a format");
        }
        var file = folder.resolve(PACKAGE + name + ".java");
        Files.createDirectories(file.getParent());
        Files.write(file, changed);
        var output = Files.createDirectories(folder.resolve("classes"));
        var classPath = System.getProperty("java.class.path") + ":" + original;
        var failure = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-classpath",
                        classPath,
                        "-d",
                        output.toString(),
                        file.toString());
        if (failure != 0) {
            throw new IllegalStateException(name + " can't be compiled");
        }
        return output;
    }

    private static String next(String line) {
        return NUMBER.matcher(line).replaceAll(number -> String.valueOf(Integer.parseInt(number.group()) + 1));
    }

    private static void replace(Path jar, String name, Path output) throws IOException {
        var place = Path.of(PACKAGE + name).getParent();
        var simple = Path.of(name).getFileName().toString();
        try (var archive = FileSystems.newFileSystem(jar);
                var files = Files.newDirectoryStream(output.resolve(place), simple + "*.class")) {
            for (var file : files) {
                Files.copy(
                        file,
                        archive.getPath(place.resolve(file.getFileName()).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
