package dev.mfabridge.onelogin.bench.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lines that Keycloak 26.7.5 logs with {@link LoggedOperations#OPTION}, without the time and the ends of the long texts. */
class LoggedOperationsTest {
    private static final String STATEMENT =
            "DEBUG [org.hibernate.SQL] (executor-thread-3) select re1_0.ID from REALM re1_0 where re1_0.ID=?";
    private static final String INVOKED =
            "TRACE [org.infinispan.interceptors.impl.InvocationContextInterceptor] (executor-thread-3) Invoked ";
    private static final String CONTEXT = " and InvocationContext [SingleKeyNonTxInvocationContext]";
    private static final String READ = INVOKED + "users with command GetKeyValueCommand {key=d5701197}" + CONTEXT;
    private static final String PUT = INVOKED
            + "actionTokens with command PutKeyValueCommand {key=onelogin-mfa.user-budget.d5701197.2457b0f5.34, "
            + "value=SingleUseObjectValueEntity [ notes={} ], flags=[]}" + CONTEXT;
    private static final String COMPUTE =
            INVOKED + "authenticationSessions with command ComputeCommand {key=zxYFvilnINvR, isComputeIfPresent=true}"
                    + CONTEXT;

    private final LoggedOperations operations = LoggedOperations.of(List.of(STATEMENT, READ, PUT, COMPUTE, PUT));

    @Test
    @DisplayName("Statements, reads and writes are counted apart")
    void countsOperations() {
        assertThat(operations.statements()).hasSize(1);
        assertThat(operations.localReads()).hasSize(1);
        assertThat(operations.reads()).isEmpty();
        assertThat(operations.writes()).hasSize(3);
    }

    @Test
    @DisplayName("A written entry is named by its cache and its whole key, however often it was written")
    void namesWrittenEntries() {
        assertThat(operations.writtenEntries())
                .containsExactlyInAnyOrder(
                        "actionTokens onelogin-mfa.user-budget.d5701197.2457b0f5.34",
                        "authenticationSessions zxYFvilnINvR");
    }

    @Test
    @DisplayName("A write without a key is reported, so that no entry is overlooked")
    void writeWithoutKeyIsReported() {
        var cleared = LoggedOperations.of(List.of(INVOKED + "users with command ClearCommand {flags=[]}" + CONTEXT));

        assertThatIllegalStateException().isThrownBy(cleared::writtenEntries).withMessageContaining("ClearCommand");
    }

    @Test
    @DisplayName("An entry that two logins wrote is named, but not one that only two requests of a login wrote")
    void namesEntriesOfSeveralLogins() {
        var put = LoggedOperations.of(List.of(PUT));
        var compute = LoggedOperations.of(List.of(COMPUTE));

        assertThat(LoggedOperations.entriesOfSeveral(List.of(List.of(put, compute, compute), List.of(put))))
                .containsExactly("actionTokens onelogin-mfa.user-budget.d5701197.2457b0f5.34");
    }
}
