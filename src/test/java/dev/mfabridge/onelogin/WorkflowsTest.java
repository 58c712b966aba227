package dev.mfabridge.onelogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Rules for the workflows of GitHub Actions, whose mistakes no build shows. */
class WorkflowsTest {
    private static final Pattern PINNED = Pattern.compile("uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

    /** Jobs that may write, each with the permissions that its last steps need. */
    private static final Map<String, Map<String, String>> WRITERS = Map.of(
            "codeql.yml/analyze", Map.of("contents", "read", "security-events", "write"),
            "release.yml/publish", Map.of("attestations", "write", "contents", "write", "id-token", "write"));

    private static final String PUBLISH =
            "gh release create \"$GITHUB_REF_NAME\" release/* --verify-tag --notes-file release-notes.md";

    static List<Path> workflows() throws IOException {
        return files(Path.of(".github/workflows"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("Each action is pinned by its digest, with its version as a comment")
    void actionsArePinnedByDigest(Path workflow) throws IOException {
        assertThat(Files.readAllLines(workflow).stream().filter(line -> line.contains("uses:")))
                .isNotEmpty()
                .allMatch(line -> PINNED.matcher(line).find());
    }

    @Test
    @DisplayName("An action has the same digest in all workflows")
    void actionHasOneDigest() throws IOException {
        var lines = workflows().stream().flatMap(workflow -> read(workflow).lines());
        var pins = lines.filter(line -> line.contains("uses:"))
                .map(line -> line.replaceFirst(".*uses: ([\\w-]+/[\\w-]+)\\S*@", "$1 "))
                .distinct()
                .toList();

        assertThat(pins.stream().map(pin -> pin.split(" ")[0])).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("A job reads the sources at most, and only two jobs write")
    void jobsHaveLeastPermissions(Path workflow) {
        assertThat(yaml(workflow).get("permissions")).isIn(Map.of(), Map.of("contents", "read"));
        jobs(workflow).forEach((name, job) -> {
            var writer = WRITERS.get(workflow.getFileName() + "/" + name);
            assertThat(job.get("permissions"))
                    .as("%s of %s", name, workflow)
                    .isIn(
                            writer == null
                                    ? Stream.of(null, Map.of("contents", "read"))
                                            .toList()
                                    : List.of(writer));
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("A job that writes runs nothing of the sources")
    void writingJobRunsNothingOfSources(Path workflow) {
        jobs(workflow).forEach((name, job) -> {
            if (WRITERS.containsKey(workflow.getFileName() + "/" + name)) {
                assertThat(runs(job)).isSubsetOf(PUBLISH);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("A job leaves no token in the checked-out folder, and no event of a fork has secrets")
    void tokensStayOutOfReach(Path workflow) {
        var text = read(workflow);

        assertThat(text).doesNotContain("pull_request_target", "workflow_run");
        assertThat(text.split("persist-credentials: false", -1))
                .hasSameSizeAs(text.split("uses: actions/checkout@", -1));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    @DisplayName("A job calls a script of the project, and passes nothing that an event contains")
    void jobsCallScripts(Path workflow) {
        jobs(workflow).values().stream().flatMap(job -> runs(job).stream()).forEach(command -> {
            assertThat(command.replaceAll("\\$\\{\\{ matrix\\.\\w+ }}", "")).doesNotContain("${{");
            assertThat(command).matches(text -> text.startsWith(".ci/") || text.equals(PUBLISH));
        });
        scripts(workflow).forEach(script -> assertThat(script).isExecutable());
    }

    @Test
    @DisplayName("A clean checkout on a machine of your own runs what the workflow of each push runs")
    void machineRunsWhatWorkflowRuns() {
        assertThat(scripts(Path.of(".github/workflows/ci.yml")))
                .isNotEmpty()
                .allMatch(script -> read(Path.of(".ci/run")).contains(script.toString()));
    }

    @Test
    @DisplayName("The page about the build names each script")
    void pageNamesEachScript() throws IOException {
        var page = read(Path.of("docs/develop/building.md"))
                + read(Path.of("docs/develop/release.md"))
                + read(Path.of("docs/develop/testing.md"));

        assertThat(files(Path.of(".ci"))).isNotEmpty().allMatch(script -> page.contains(script.toString()));
    }

    @Test
    @DisplayName("The workflow runs on the newest version of Keycloak, and on one patch of each minor")
    @SuppressWarnings("unchecked")
    void workflowRunsOnVersionsOfKeycloak() {
        var strategy = (Map<String, Map<String, List<String>>>)
                jobs(Path.of(".github/workflows/ci.yml")).get("versions").get("strategy");
        var versions = strategy.get("matrix").get("keycloak");

        assertThat(read(Path.of("pom.xml")))
                .contains("<keycloak.version>" + versions.get(versions.size() - 1) + "</keycloak.version>");
        assertThat(versions.stream().map(version -> version.replaceFirst("\\.\\d+$", "")))
                .contains("26.0")
                .doesNotHaveDuplicates();
    }

    /** Returns the scripts that the jobs call, with each value of a matrix in place of its expression. */
    private static List<Path> scripts(Path workflow) {
        return jobs(workflow).values().stream()
                .flatMap(job -> runs(job).stream()
                        .flatMap(command -> Stream.of(command.split(" ")[0].split("\\$\\{"))
                                .limit(1)
                                .flatMap(name ->
                                        name.equals(".ci/") ? matrixOf(job).map(".ci/"::concat) : Stream.of(name))))
                .filter(script -> script.startsWith(".ci/"))
                .map(Path::of)
                .toList();
    }

    private static Stream<String> matrixOf(Map<String, Object> job) {
        return Pattern.compile("script=\\[(.*?)]")
                .matcher(String.valueOf(job.get("strategy")))
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(", ")));
    }

    @SuppressWarnings("unchecked")
    private static List<String> runs(Map<String, Object> job) {
        return ((List<Map<String, Object>>) job.get("steps"))
                .stream()
                        .filter(step -> step.containsKey("run"))
                        .map(step -> String.valueOf(step.get("run")))
                        .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> jobs(Path workflow) {
        return (Map<String, Map<String, Object>>) yaml(workflow).get("jobs");
    }

    private static Map<String, Object> yaml(Path file) {
        return new Yaml().load(read(file));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
