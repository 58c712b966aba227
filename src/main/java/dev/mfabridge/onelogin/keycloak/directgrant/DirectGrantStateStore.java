package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.MessagePause;
import dev.mfabridge.onelogin.keycloak.session.StateStore;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Store in Keycloak's single-use objects, which all nodes share and which expire by themselves: each token request has an
 * authentication session of its own. The state belongs to a user and a client.
 *
 * <p>A handle goes with the state ({@code mfa_token}). Only the request that starts a challenge gets it, so another client with the
 * password can't learn whether the user confirmed the challenge. A new challenge has a new handle.
 */
final class DirectGrantStateStore extends StateStore {
    /** Longest time for which the code attempts of an authenticator app, which never expires, are remembered. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String STATE = "state";
    private static final String MFA_TOKEN = "handle";
    private static final String PAUSE = "pause";

    private final SingleUseObjectProvider objects;
    private final String key;
    private final Binding binding;
    private Optional<Instant> challengeOfToken = Optional.empty();
    private String mfaToken = "";
    private boolean isNewToken;

    DirectGrantStateStore(LoginContext login) {
        objects = login.session().singleUseObjects();
        binding = new Binding(login.realm().getId(), login.user().getId(), login.executionId());
        key = "onelogin-mfa.grant."
                + String.join(
                        ".",
                        binding.realm(),
                        login.authSession().getClient().getId(),
                        binding.user(),
                        binding.execution());
    }

    @Override
    protected Optional<State> load() {
        var stored = Optional.ofNullable(objects.get(key)).filter(notes -> notes.get(MFA_TOKEN) != null);
        return stored.flatMap(notes -> {
            var state = StateCodec.read(notes.get(STATE), binding);
            mfaToken = notes.get(MFA_TOKEN);
            challengeOfToken = state.flatMap(DirectGrantStateStore::startOfChallenge);
            return state;
        });
    }

    @Override
    public Optional<Instant> pausedUntil() {
        return Optional.ofNullable(objects.get(key))
                .flatMap(notes -> MessagePause.of(notes.get(STATE), notes.get(PAUSE), Instant.now()));
    }

    @Override
    protected void write(State state) {
        var challenge = startOfChallenge(state);
        if (challenge.isEmpty() || !challenge.equals(challengeOfToken)) {
            mfaToken = SecretGenerator.getInstance().randomString();
            challengeOfToken = challenge;
            isNewToken = true;
        }
        var notes = new HashMap<>(Map.of(STATE, StateCodec.write(state, binding), MFA_TOKEN, mfaToken));
        MessagePause.after(state).ifPresent(until -> notes.put(PAUSE, until));
        objects.put(key, LIFETIME.toSeconds(), notes);
    }

    @Override
    protected void clear() {
        objects.remove(key);
    }

    /** Returns the handle of the stored state. */
    String mfaToken() {
        return mfaToken;
    }

    /** Returns whether the request has the handle of the restored state. */
    boolean isTokenOf(State restored, String requestHandle) {
        return !restored.isStart() && requestHandle.equals(mfaToken);
    }

    /** Returns whether a request that has this handle, or started the challenge, can learn of the challenge. */
    boolean isVisibleTo(Optional<String> requestHandle) {
        return isNewToken || requestHandle.filter(mfaToken::equals).isPresent();
    }

    private static Optional<Instant> startOfChallenge(State state) {
        return state.withChallenge().map(found -> found.challenge()).map(Challenge::startedAt);
    }
}
