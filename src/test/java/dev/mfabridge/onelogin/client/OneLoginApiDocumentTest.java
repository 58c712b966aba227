package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.DocsTable;
import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.UserLookup.Blocked;
import dev.mfabridge.onelogin.client.UserLookup.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Comparison of {@code docs/reference/onelogin-api.md} with the recorded answers and with what the client reads. */
class OneLoginApiDocumentTest {
    private static final String PAGE = "reference/onelogin-api.md";
    private static final Path RECORDED = Path.of("src/test/resources/onelogin-answers");
    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final OneLoginId CHALLENGE = new OneLoginId("406fefd4-8a36-4aee-880c-f3e4a928e27d");
    private static final OneLoginId DEVICE = new OneLoginId("3919988");
    private static final OneTimeCode CODE = new OneTimeCode("012345");
    private static final String READABLE = "{\"id\":\"" + CHALLENGE + "\",\"status\":\"pending\"}";

    /** Names on the page for what the client throws or returns. */
    private static final Map<String, Object> READINGS = Map.of(
            "accepted", Verdict.ACCEPTED,
            "wrong code", Verdict.WRONG,
            "wrong code or refused user", Verdict.FORBIDDEN,
            "expired", Verdict.GONE,
            "missing scope", OneLoginException.ScopeMissing.class,
            "unreadable", OneLoginException.InvalidResponse.class);

    private final ScriptedTransport oneLogin = new ScriptedTransport().token("t1");
    private final OneLoginClient client = oneLogin.client();

    @Test
    @DisplayName("The page lists every recorded answer with its call, status and source")
    void pageListsEveryRecordedAnswer() throws IOException {
        var listed = DocsTable.rows(PAGE, "`").stream()
                .filter(row -> row.get(0).endsWith(".json`"))
                .map(row -> row.stream().map(cell -> cell.replace("`", "")).toList());

        assertThat(listed).containsExactlyInAnyOrderElementsOf(recorded());
    }

    @Test
    @DisplayName("The page explains the letter of every source")
    void pageExplainsTheLetterOfEverySource() throws IOException {
        for (var answer : recorded()) {
            assertThat(DocsTable.rows(PAGE, answer.get(3).substring(0, 1) + " |"))
                    .as(answer.get(3))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @DisplayName("The client reads an answer to a code as the page says")
    @MethodSource
    void clientReadsTheAnswerToACodeAsDocumented(String reading, int status, String body) {
        oneLogin.reply(status, body).reply(200, READABLE);

        assertThat(verdict()).isEqualTo(READINGS.get(reading));
    }

    static Stream<Object[]> clientReadsTheAnswerToACodeAsDocumented() {
        return READINGS.keySet().stream()
                .flatMap(reading -> rows(reading + " | ")
                        .filter(row -> row.size() == 4)
                        .map(row -> new Object[] {reading, Integer.parseInt(row.get(1)), code(row.get(2))}));
    }

    @ParameterizedTest
    @DisplayName("A missing verification is expired in every form of an error")
    @MethodSource("errors")
    void missingVerificationIsExpiredInEveryFormOfAnError(String body) {
        oneLogin.reply(404, body);

        assertThat(client.pollVerification(USER, CHALLENGE).status()).isEqualTo(PollResult.Status.GONE);
    }

    @ParameterizedTest
    @DisplayName("The message of an exception names an error as the page says")
    @MethodSource("errors")
    void errorIsNamedAsDocumented(String body, String name) {
        oneLogin.reply(403, body);

        var suffix = name.equals("-") ? "" : " " + name;
        assertThat(catchThrowable(() -> client.pollVerification(USER, CHALLENGE)))
                .hasMessageContaining("OneLogin answered HTTP 403" + suffix + " (");
    }

    static Stream<Object[]> errors() {
        return rows("Error ").map(row -> new Object[] {code(row.get(1)), row.get(2)});
    }

    @ParameterizedTest
    @DisplayName("The client rejects blocked users as the page says")
    @MethodSource
    void clientRejectsBlockedUsersAsDocumented(String field, String value, String decision) {
        oneLogin.reply(200, "{\"id\":64515901,\"" + field + "\":" + value + "}");

        assertThat(client.user(USER)).isInstanceOf(decision.equals("refuses the user") ? Blocked.class : Found.class);
    }

    static Stream<Object[]> clientRejectsBlockedUsersAsDocumented() {
        return Stream.of("status", "state")
                .flatMap(field -> rows("`" + field + "` ")
                        .filter(row -> row.get(0).matches("`[a-z]+` [0-9]"))
                        .map(row -> new Object[] {field, row.get(0).substring(field.length() + 3), row.get(2)}));
    }

    private Object verdict() {
        try {
            return client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict();
        } catch (OneLoginException e) {
            return e.getClass();
        }
    }

    private static List<List<String>> recorded() throws IOException {
        try (var files = Files.list(RECORDED)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(OneLoginApiDocumentTest::recorded)
                    .toList();
        }
    }

    private static List<String> recorded(Path file) {
        var answer = json(file);
        return List.of(
                file.getFileName().toString(),
                answer.path("call").asText(),
                answer.path("status").asText(),
                answer.path("source").asText());
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + " is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<List<String>> rows(String beginning) {
        try {
            return DocsTable.rows(PAGE, beginning).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }
}
