package dev.mfabridge.onelogin.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Run of Maven in this project, by the Maven that runs the tests. */
final class MavenRun {

    /** Name of the lock of the jar, which a run builds anew: for a moment, there is no jar. */
    static final String BUILT_JAR = "jar that Maven builds";

    private static final Path REPORTS = Path.of(System.getProperty("reports", "target"));

    private MavenRun() {}

    /**
     * Runs Maven, and fails with the errors in its output if Maven fails.
     *
     * @param name the name of the file with the output, in the folder of the reports
     */
    static void succeeds(String name, String... arguments) throws IOException, InterruptedException {
        var output = Files.createDirectories(REPORTS).resolve(name + ".log");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(), "-B", "-ntp"));
        command.addAll(List.of(arguments));
        var status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        assertThat(status)
                .as("Status of Maven; its output is %s:\n%s", output, errors(output))
                .isZero();
    }

    private static String errors(Path output) throws IOException {
        try (var lines = Files.lines(output)) {
            return lines.filter(line -> line.startsWith("[ERROR]")).limit(40).collect(Collectors.joining("\n"));
        }
    }
}
