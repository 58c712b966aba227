package dev.mfabridge.onelogin.keycloak.realmcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mfabridge.onelogin.Fake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

/** Frequency of the log lines about a realm. */
class RealmWarningsTest {
    private static final List<RealmFinding> DIRECT_GRANT =
            List.of(RealmFinding.warning("flow", "The flow \"direct grant\" is a way around", "Bind another"));
    private static final List<RealmFinding> BROWSER =
            List.of(RealmFinding.warning("flow", "The flow \"browser\" is a way around", "Bind another"));
    private static final List<RealmFinding> NONE = List.of();

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private int readings;

    private final RealmWarnings warnings = new RealmWarnings(() -> now);

    @Test
    @DisplayName("A warning is given once for any number of logins")
    void warningIsGivenOnceForManyLogins() {
        var given = new ArrayList<RealmFinding>();
        for (int login = 0; login < 100; login++) {
            given.addAll(check(DIRECT_GRANT));
            now = now.plusSeconds(20);
        }

        assertThat(given).isEqualTo(DIRECT_GRANT);
    }

    @Test
    @DisplayName("Logins cause one check of the flows in a minute")
    void flowsAreReadOnceAMinute() {
        check(DIRECT_GRANT);
        now = now.plusSeconds(59);
        check(DIRECT_GRANT);
        assertThat(readings).isEqualTo(1);

        now = now.plusSeconds(1);
        check(DIRECT_GRANT);
        assertThat(readings).isEqualTo(2);
    }

    @Test
    @DisplayName("A new finding gives a new warning")
    void newFindingIsGiven() {
        check(DIRECT_GRANT);
        advanceOneMinute();

        assertThat(check(BROWSER)).isEqualTo(BROWSER);
    }

    @Test
    @DisplayName("A finding that disappeared and recurs gives a warning again")
    void recurringFindingIsGivenAgain() {
        check(DIRECT_GRANT);
        advanceOneMinute();
        assertThat(check(NONE)).isEmpty();
        advanceOneMinute();

        assertThat(check(DIRECT_GRANT)).isEqualTo(DIRECT_GRANT);
    }

    @Test
    @DisplayName("Each realm has its own warnings")
    void realmsHaveTheirOwnWarnings() {
        warnings.newFindings("acme", () -> DIRECT_GRANT);

        assertThat(warnings.newFindings("example", () -> DIRECT_GRANT)).isEqualTo(DIRECT_GRANT);
    }

    @Test
    @DisplayName("A login doesn't read the flows while another login reads them")
    void concurrentLoginDoesNotReadTheFlows() {
        var inBetween = new ArrayList<RealmFinding>();

        var given = warnings.newFindings("acme", () -> {
            inBetween.addAll(check(BROWSER));
            return DIRECT_GRANT;
        });

        assertThat(given).isEqualTo(DIRECT_GRANT);
        assertThat(inBetween).isEmpty();
        assertThat(readings).isZero();
    }

    @Test
    @DisplayName("Unreadable flows break no login")
    void unreadableFlowsBreakNoLogin() {
        var broken = Fake.of(RealmModel.class, (realm, method, arguments) -> {
            if (Set.of("getId", "getName").contains(method.getName())) {
                return "acme";
            }
            throw new IllegalStateException("the database is down");
        });

        assertThatCode(() -> warnings.check(null, broken)).doesNotThrowAnyException();
    }

    private List<RealmFinding> check(List<RealmFinding> found) {
        Supplier<List<RealmFinding>> reading = () -> {
            readings++;
            return found;
        };
        return warnings.newFindings("acme", reading);
    }

    private void advanceOneMinute() {
        now = now.plus(Duration.ofMinutes(1));
    }
}
