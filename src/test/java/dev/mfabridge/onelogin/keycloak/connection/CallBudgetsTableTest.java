package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import dev.mfabridge.onelogin.client.http.AccountQuota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tables of the budgets in the docs, and what a budget must allow (S4). */
class CallBudgetsTableTest {
    private static final String PAGE = "reference/api-calls.md";
    private static final int QUOTA = 5000;
    private static final int LOGINS = 10;
    private static final int CALLS_OF_ENROLLMENT = 7;
    private static final int CALLS_OF_SMS_LOGIN = 4;
    /** Challenge, a poll every 2 seconds for 20 seconds, and the poll of the form. */
    private static final int CALLS_OF_PUSH_LOGIN = 12;

    private static final int POLLS_OF_PUSH_LOGIN = 10;

    @Test
    @DisplayName("The table of the budgets has their sizes")
    void tableHasSizesOfBudgets() throws IOException {
        assertThat(cells("one user", 1))
                .containsExactly(String.valueOf(CallBudgets.USER.calls()), String.valueOf(CallBudgets.USER.calls()));
        assertThat(cells("of these for polls of forms", 1)).containsExactly(String.valueOf(CallBudgets.USER.polls()));
        assertThat(cells("of these for codes", 1)).containsExactly(String.valueOf(CallBudgets.USER.logins()));
        assertThat(cells("of these for polls of pages", 1))
                .containsExactly(String.valueOf(CallBudgets.USER.yieldingCalls()));
        assertThat(cells("one administrator", 1)).containsOnly(String.valueOf(CallBudgets.ADMINISTRATOR.calls()));
        assertThat(cells("checks of saved settings", 1))
                .containsExactly(String.valueOf(CallBudgets.SETTINGS_CHECKS.calls()));
        assertThat(cells("one realm", 1)).containsExactly(String.valueOf(CallBudgets.REALM.calls()));
    }

    @Test
    @DisplayName("The table of the most that people can cost follows from the budgets")
    void tableOfCostsFollowsFromBudgets() throws IOException {
        assertThat(row("one user, or")).isEqualTo(cost(CallBudgets.USER.calls()));
        assertThat(row("ten users")).isEqualTo(cost(10 * CallBudgets.USER.calls()));
        assertThat(row("one administrator |")).contains(String.valueOf(CallBudgets.ADMINISTRATOR.calls()));
        assertThat(row("all administrators")).isEqualTo(cost(CallBudgets.REALM.calls()));
    }

    @Test
    @DisplayName("Ten logins an hour fit into the budget of a user, whatever the factor")
    void tenLoginsFitIntoBudget() {
        assertThat(LOGINS * Math.max(CALLS_OF_PUSH_LOGIN, Math.max(CALLS_OF_ENROLLMENT, CALLS_OF_SMS_LOGIN)))
                .isLessThanOrEqualTo(CallBudgets.USER.calls());
        assertThat(LOGINS * POLLS_OF_PUSH_LOGIN).isLessThanOrEqualTo(CallBudgets.USER.yieldingCalls());
    }

    @Test
    @DisplayName("Ten people together leave half of the quota, and administrators leave most of it")
    void tenPeopleLeaveHalfOfQuota() {
        assertThat(10 * CallBudgets.USER.calls()).isLessThan(QUOTA / 2);
        assertThat(CallBudgets.REALM.calls()).isLessThanOrEqualTo(QUOTA / 5);
        assertThat(CallBudgets.ADMINISTRATOR.calls()).isLessThan(CallBudgets.REALM.calls());
    }

    @Test
    @DisplayName("The security model has the sizes of the budgets")
    void securityModelHasSizesOfBudgets() throws IOException {
        assertThat(Files.readString(Path.of("docs/explanation/security-model.md")))
                .contains("budget of %d calls".formatted(CallBudgets.USER.calls()))
                .contains("stop at %d calls".formatted(CallBudgets.USER.yieldingCalls()))
                .contains("programs stop at %d, and codes and messages at %d"
                        .formatted(CallBudgets.USER.polls(), CallBudgets.USER.logins()))
                .contains("budget of %d calls".formatted(CallBudgets.ADMINISTRATOR.calls()))
                .contains("together have %,d".formatted(CallBudgets.REALM.calls()));
    }

    @Test
    @DisplayName("The page has the longest pause after HTTP 429")
    void pageHasLongestPause() throws IOException {
        assertThat(Files.readString(Path.of("docs", PAGE)))
                .contains("After %d minutes at the latest".formatted(AccountQuota.MAX_PAUSE.toMinutes()));
    }

    private static String cost(int calls) {
        var percent = String.format(Locale.ROOT, "%.1f", 100.0 * calls / QUOTA).replace(".0", "");
        return calls + " | " + percent + " %";
    }

    private static String row(String beginning) throws IOException {
        return Files.readAllLines(Path.of("docs", PAGE)).stream()
                .filter(line -> line.startsWith("| " + beginning))
                .map(line -> line.replaceFirst("\\| [^|]+\\| ", "").replaceFirst(" \\|$", ""))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static Stream<String> cells(String beginning, int column) throws IOException {
        return DocsTable.rows(PAGE, beginning).stream().map(cells -> cells.get(column));
    }
}
