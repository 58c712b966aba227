package dev.mfabridge.onelogin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seeds of a fuzz test: files in the folder that Jazzer reads as well. The name of a seed begins with the expected
 * outcome, as in {@code accepted.record}. Jazzer adds the inputs that failed, with names such as {@code crash-0123abcd}.
 *
 * @param files the content of the files by their names
 */
record FuzzSeeds(Map<String, byte[]> files) {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final String FOUND = "crash-";

    /** Returns the seeds of a test class. */
    static FuzzSeeds of(Class<?> test) {
        var folder =
                RESOURCES.resolve(test.getPackageName().replace('.', '/')).resolve(test.getSimpleName() + "Inputs");
        try (var found = Files.walk(folder)) {
            var files = new LinkedHashMap<String, byte[]>();
            for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return new FuzzSeeds(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that each seed has the outcome that its name states. A seed without effect would test nothing. */
    void check(FuzzTarget target) {
        assertThat(files.keySet()).isNotEmpty();
        files.forEach((name, content) -> {
            var outcome = target.read(content);
            if (!name.startsWith(FOUND)) {
                assertThat(outcome).as("outcome of the seed %s", name).isEqualTo(name.split("\\.")[0]);
            }
        });
    }
}
