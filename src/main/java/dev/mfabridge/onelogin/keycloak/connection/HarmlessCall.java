package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Call about no user, which tells an outage of OneLogin from the failure of one user's device (S1). It lists one user
 * of the account. Logins that need the result at the same time share one call.
 *
 * <p>Instances are thread safe.
 */
final class HarmlessCall {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final String OPERATION = "GET /api/2/users";

    private final ConcurrentMap<AddressOfRealm, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();

    /** Address of OneLogin in a realm. */
    private record AddressOfRealm(String realm, URI address) {}

    /**
     * Makes the call and returns whether OneLogin answers. An answer of any kind is one, also a rejection.
     *
     * @throws OneLoginException if a limit of this server ended the call, so that there is no result
     */
    static boolean isAnswered(OneLoginClient client) {
        try {
            client.anyUser();
            return true;
        } catch (OneLoginException e) {
            if (e.isOwnLimit()) {
                throw e;
            }
            LOG.debugf("OneLogin MFA: the call that tells whether OneLogin answers has failed: %s", e.getMessage());
            return !e.isMissingAnswer();
        }
    }

    /**
     * Makes the call, or waits for the result of the one that is under way.
     *
     * @param call makes the call and returns whether OneLogin answers
     * @param transport limits the waiting
     * @return whether OneLogin gives no answer; false if there is no result
     */
    boolean isMissingAnswer(String realm, URI address, BooleanSupplier call, Transport transport) {
        var key = new AddressOfRealm(realm, address);
        var own = new CompletableFuture<Boolean>();
        var shared = pending.putIfAbsent(key, own);
        try {
            if (shared != null) {
                return !transport.await(OPERATION, shared);
            }
            own.complete(call.getAsBoolean());
            return !own.join();
        } catch (OneLoginException | CompletionException e) {
            // Without a result, no user passes.
            return false;
        } finally {
            if (shared == null) {
                pending.remove(key, own);
                // Does nothing after a result. Waiting logins must not wait for a call that has failed.
                own.complete(true);
            }
        }
    }
}
