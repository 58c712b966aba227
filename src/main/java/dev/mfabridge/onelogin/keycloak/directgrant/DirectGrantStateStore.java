package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * What the requests of one person for tokens of one client have come to. Each of them has an authentication session of its
 * own, so it is kept in Keycloak's store of single-use objects, which all nodes share and which forgets by itself.
 */
final class DirectGrantStateStore {
    private static final String STATE = "state";
    private static final String HANDLE = "handle";

    private final SingleUseObjectProvider store;
    private final String key;
    private final Binding binding;

    DirectGrantStateStore(LoginContext login) {
        store = login.session().singleUseObjects();
        binding = new Binding(login.realm().getId(), login.user().getId(), login.executionId());
        key = "onelogin-mfa.grant."
                + String.join(
                        ".",
                        binding.realm(),
                        login.authSession().getClient().getId(),
                        binding.user(),
                        binding.execution());
    }

    /** @param handle what shows that a request comes from whoever was told of the challenge; it can't be guessed */
    record PendingGrant(State state, String handle) {

        /** @return what is pending now, with another handle where something else is asked for than before */
        PendingGrant next(State next) {
            return new PendingGrant(
                    next,
                    isSameChallenge(next)
                            ? handle
                            : SecretGenerator.getInstance().generateSecureID());
        }

        private boolean isSameChallenge(State next) {
            return next instanceof State.WithChallenge after
                    && state instanceof State.WithChallenge before
                    && after.challenge().startedAt().equals(before.challenge().startedAt());
        }

        /** @return whether a request that has this handle, or began what is pending, may hear of it */
        boolean isVisibleTo(Optional<String> other, PendingGrant before) {
            return !handle.equals(before.handle) || other.filter(handle::equals).isPresent();
        }
    }

    Optional<PendingGrant> load() {
        return Optional.ofNullable(store.get(key))
                .flatMap(notes -> StateCodec.read(notes.get(STATE), binding)
                        .map(state -> new PendingGrant(state, notes.get(HANDLE))));
    }

    void save(PendingGrant pending, Duration lifetime) {
        store.put(
                key,
                lifetime.toSeconds(),
                Map.of(STATE, StateCodec.write(pending.state(), binding), HANDLE, pending.handle()));
    }

    void clear() {
        store.remove(key);
    }
}
