package dev.mfabridge.onelogin.keycloak.ratelimit;

import dev.mfabridge.onelogin.mfa.Policy;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

/**
 * Used permits of one user's limits, which an administrator can free: messages, codes of an authenticator app, and calls.
 * The code attempts of one challenge stay used, since a new message brings new ones (S3).
 */
public final class UserLimits {
    private final SingleUseObjectProvider store;
    private final RealmModel realm;
    private final UserModel user;

    public UserLimits(SingleUseObjectProvider store, RealmModel realm, UserModel user) {
        this.store = store;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Frees all permits.
     *
     * @param messages the limit of messages
     * @param budget the user's budget of calls
     */
    public void free(int messages, CallBudget budget) {
        Stream.of(
                        keys("message", messages),
                        releaseTimes("message", messages),
                        keys("app-try", Policy.MAX_CODE_ATTEMPTS),
                        releaseTimes("app-try", Policy.MAX_CODE_ATTEMPTS),
                        keys("call", ClusterRateLimiter.callLimit(messages)),
                        Stream.of(StoreKey.of("call", realm, user) + ClusterRateLimiter.LOGGED))
                .flatMap(keys -> keys)
                .forEach(store::remove);
        budget.clear();
    }

    private Stream<String> keys(String name, int permits) {
        return IntStream.range(0, permits).mapToObj(number -> StoreKey.of(name, realm, user) + number);
    }

    private Stream<String> releaseTimes(String name, int permits) {
        return keys(name, permits).map(ClusterRateLimiter::releaseTimeKey);
    }
}
