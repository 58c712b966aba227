package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import dev.mfabridge.onelogin.keycloak.connection.CallBudgets.UsedBudget;
import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget;
import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget.Size;
import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget.Use;
import dev.mfabridge.onelogin.keycloak.ratelimit.MemoryStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Transport within the budgets of its subject (S4). */
class BudgetedTransportTest {
    private static final TransportRequest CODE = request("PUT /api/2/x");
    private static final TransportRequest TOKEN = request("POST /auth/oauth2/v2/token");
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final MemoryStore store = new MemoryStore(() -> NOW);
    private int sent;
    private Transport oneLogin = request -> {
        sent++;
        return new TransportResponse(200, "", Optional.empty(), Optional.empty());
    };

    @Test
    @DisplayName("A call that one of its budgets rejects uses up no permit of the others")
    void rejectedCallUsesUpNoPermitOfOthers() {
        var large = budget("large", 3);
        var small = budget("small", 1);
        transport(small).send(CODE);

        assertThatThrownBy(() -> transport(large, small).send(CODE))
                .isInstanceOfSatisfying(OneLoginException.BudgetExhausted.class, e -> {
                    assertThat(e.until()).isAfter(NOW);
                    assertThat(e.mayHaveBeenProcessed()).isFalse();
                });

        assertThat(sent).isEqualTo(1);
        for (var call = 0; call < 3; call++) {
            transport(large).send(CODE);
        }
        assertThat(sent).isEqualTo(4);
    }

    @Test
    @DisplayName("A call that was not sent uses up no permit")
    void unsentCallUsesUpNoPermit() {
        oneLogin = request -> {
            throw OneLoginException.Unreachable.notProcessed("", null);
        };
        for (var call = 0; call < 5; call++) {
            assertThatThrownBy(() -> transport(budget("ann", 1)).send(CODE))
                    .isInstanceOf(OneLoginException.Unreachable.class);
        }
    }

    @Test
    @DisplayName("A call whose answer is missing uses up a permit")
    void callWithoutAnswerUsesUpPermit() {
        oneLogin = request -> {
            throw new OneLoginException.TimedOut("");
        };
        assertThatThrownBy(() -> transport(budget("ann", 1)).send(CODE)).isInstanceOf(OneLoginException.TimedOut.class);
        assertThatThrownBy(() -> transport(budget("ann", 1)).send(CODE))
                .isInstanceOf(OneLoginException.BudgetExhausted.class);
    }

    @Test
    @DisplayName("A rejection after a code was sent leaves open whether OneLogin checked the code")
    void rejectionAfterSentCodeLeavesCheckOpen() {
        var transport = transport(budget("ann", 2));
        transport.send(TOKEN);
        transport.send(CODE);

        assertThatThrownBy(() -> transport.send(CODE))
                .isInstanceOfSatisfying(
                        OneLoginException.BudgetExhausted.class,
                        e -> assertThat(e.mayHaveBeenProcessed()).isTrue());
    }

    @Test
    @DisplayName("A rejection after an access token was fetched means that OneLogin did nothing")
    void rejectionAfterTokenMeansNothingDone() {
        var transport = transport(budget("ann", 1));
        transport.send(TOKEN);

        assertThatThrownBy(() -> transport.send(CODE))
                .isInstanceOfSatisfying(
                        OneLoginException.BudgetExhausted.class,
                        e -> assertThat(e.mayHaveBeenProcessed()).isFalse());
    }

    private BudgetedTransport transport(UsedBudget... budgets) {
        return new BudgetedTransport(request -> oneLogin.send(request), List.of(budgets));
    }

    private UsedBudget budget(String owner, int calls) {
        return new UsedBudget(
                new CallBudget(store, "test", owner, new Size(calls), () -> NOW), Use.FULL, "of " + owner, "Wait");
    }

    private static TransportRequest request(String operation) {
        return new TransportRequest(
                operation,
                operation.replaceAll(" .*", ""),
                URI.create("https://example.onelogin.com/x"),
                "bearer t",
                Optional.empty());
    }
}
