package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import dev.mfabridge.onelogin.keycloak.connection.CallBudgets.UsedBudget;
import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * {@link Transport} within the budgets of its subject (S4). Each request uses one permit of each budget, the requests for
 * access tokens too. A request that was not sent uses none.
 *
 * <p>An instance belongs to one client, and is not thread safe.
 */
final class BudgetedTransport implements Transport {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final Transport transport;
    private final List<UsedBudget> budgets;
    private boolean hasSent;

    BudgetedTransport(Transport transport, List<UsedBudget> budgets) {
        this.transport = transport;
        this.budgets = budgets;
    }

    /** Permit of one budget. */
    private record UsedPermit(CallBudget budget, String permit) {
        void release() {
            budget.release(permit);
        }
    }

    @Override
    public TransportResponse send(TransportRequest request) {
        var permits = acquire(request);
        try {
            var response = transport.send(request);
            hasSent |= !request.isForToken();
            return response;
        } catch (OneLoginException e) {
            if (e.mayHaveBeenProcessed()) {
                hasSent |= !request.isForToken();
            } else {
                permits.forEach(UsedPermit::release);
            }
            throw e;
        }
    }

    @Override
    public <T> T await(String operation, CompletableFuture<T> result) {
        return transport.await(operation, result);
    }

    /**
     * Acquires a permit of each budget, or none.
     *
     * @throws OneLoginException.BudgetExhausted if one of the budgets is used up
     */
    private List<UsedPermit> acquire(TransportRequest request) {
        var permits = new ArrayList<UsedPermit>();
        for (var used : budgets) {
            var permit = used.budget().acquire(used.use());
            if (permit.isEmpty()) {
                permits.forEach(UsedPermit::release);
                throw exhausted(request, used);
            }
            permits.add(new UsedPermit(used.budget(), permit.get()));
        }
        return permits;
    }

    private OneLoginException exhausted(TransportRequest request, UsedBudget used) {
        var until = used.budget().nextRelease();
        if (used.budget().isFirstRejection(used.use())) {
            LOG.warnf(
                    "OneLogin MFA: the OneLogin calls %s have used up their budget of an hour, so no more are sent for now. The"
                            + " first permit becomes free by %s. %s.",
                    used.owner(), until, used.advice());
        }
        return new OneLoginException.BudgetExhausted(
                request.operation() + ": not sent, because the OneLogin calls " + used.owner()
                        + " have used up their budget of an hour",
                until,
                hasSent);
    }
}
