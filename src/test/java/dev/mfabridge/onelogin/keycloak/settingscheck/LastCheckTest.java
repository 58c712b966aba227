package dev.mfabridge.onelogin.keycloak.settingscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport.Check;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of the texts of a last check. */
class LastCheckTest {
    private static final Instant SAVED = Instant.parse("2026-11-25T19:54:03Z");

    @Test
    @DisplayName("The line has the result and the number of findings of the realm check")
    void lineHasResultAndNumberOfFindings() {
        assertThat(check(0).line()).isEqualTo("OneLogin answers");
        assertThat(check(1).line()).isEqualTo("OneLogin answers; the realm check has 1 finding");
        assertThat(check(7).line()).isEqualTo("OneLogin answers; the realm check has 7 findings");
    }

    @Test
    @DisplayName("The details list five findings and name the call that lists all")
    void detailsListFiveFindings() {
        assertThat(check(5).details()).contains("A finding. A finding.").doesNotContain("realm-check");
        assertThat(check(7).details()).contains("GET onelogin-mfa/realm-check");
        assertThat(check(7).details().split("A finding\\.")).hasSize(6);
    }

    private static LastCheck check(int findings) {
        return LastCheck.finished(
                SAVED,
                ConnectionReport.of(
                        "OneLogin answers",
                        List.of(new Check("settings", true, 0, "The settings are complete.")),
                        Collections.nCopies(findings, "A finding.")));
    }
}
