package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.removal.CommittedCredentials;
import dev.mfabridge.onelogin.keycloak.credential.removal.DeviceRemovalService;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.report.LoginLog;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.session.BruteForceGuard;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.MissingDevices;
import dev.mfabridge.onelogin.keycloak.session.StateStore;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.UserEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One request of a login: the same steps in the same order for a browser, the required action and a direct grant. The
 * order is part of the security model, and a change of it can break a promise.
 *
 * <ol>
 *   <li>The state is restored, unless it must not continue. That is an enrollment of a user who has a device by now (S2),
 *       or a challenge of a device whose credential was removed (S10).
 *   <li>The input is read as an event; only the server knows its factor, device or challenge (S6).
 *   <li>Brute-force protection rejects a user who is locked out, before OneLogin is queried (S3).
 *   <li>A login that the user didn't start on purpose waits for a button, before OneLogin is queried (S4).
 *   <li>A login that starts, or starts over, retries the user's pending removals (S10).
 *   <li>The state machine and OneLogin advance the conversation (S1, S2, S4). If another version of this extension wrote
 *       the state and has just sent a message, the login waits instead, and the state stays.
 *   <li>The next state is stored, but never a proof, which is valid in one request only (S1).
 *   <li>Credentials, events, metrics and failed attempts are recorded (S5, S7, S9).
 * </ol>
 *
 * <p>The constructor does the steps 1 and 2, {@link #begin} the steps 3 to 5, {@link #advance} the steps 6 and 7, and
 * {@link #record} the last one. Between these, the handlers do what only they can: a remembered browser, the button, the
 * grace period, the bypass of an outage. Then they render.
 */
public final class MfaRound {
    private final LoginContext login;
    private final OneLoginConfig config;
    private final StateStore store;
    private final PausedLogin pause;
    private final UserInput input;
    private final LoginRecorder recorder;
    private final List<EnrolledDevice> known;
    private final boolean isEnrolled;
    private final boolean addsFactor;
    private final State state;
    private final Event event;

    /**
     * Restores the state and reads the input (steps 1 and 2).
     *
     * @param addsFactor whether the user has proven an existing device, and enrolls another factor
     */
    public MfaRound(LoginContext login, OneLoginConfig config, StateStore store, UserInput input, boolean addsFactor) {
        this.login = login;
        this.config = config;
        this.store = store;
        this.pause = new PausedLogin(login, store);
        this.input = input;
        this.addsFactor = addsFactor;
        this.recorder = new LoginRecorder(login);
        var credentials = new DeviceCredentials(login.session(), login.realm(), login.user());
        var devices = credentials.devices();
        this.isEnrolled = !devices.isEmpty();
        this.known = credentials.devicesIn(config.account().baseUrl());
        var removals = new PendingRemovals(login.session(), login.realm(), login.user());
        // The credential of a device that is missing in OneLogin stays until another device is proven.
        var mayEnroll = addsFactor || devices.stream().allMatch(new MissingDevices(login.authSession())::contains);
        this.state = store.restore(mayEnroll, removals.devices());
        this.event = input.toEvent(state, known);
    }

    /**
     * Checks brute-force protection, and retries pending removals if the user made the request on purpose (steps 3 to 5).
     *
     * @return the lockout that rejects this request, or empty if the request can continue
     */
    public Optional<Lockout> begin() {
        var lockout = new BruteForceGuard(login)
                .check(state, input.isProofAttempt(event))
                .map(error -> new Lockout(error, state, input.isAnsweredByLockout(state, event)));
        lockout.filter(Lockout::isReported).ifPresent(found -> recorder.lockedOut(state, found.error()));
        if (lockout.isEmpty() && input.isOnPurpose() && (state.isStart() || event.startsOver())) {
            new DeviceRemovalService(login.session(), login.realm(), login.user()).removePending();
        }
        return lockout;
    }

    /**
     * Returns whether a page with a button comes first: the user didn't make this request on purpose, and the login
     * could send a message or query OneLogin. A login that starts with an app does neither, unless the
     * user's status in OneLogin is checked at each login. The choice of a factor to add follows a proof in this login.
     */
    public boolean isWaitingForUser() {
        return state.isStart() && !input.isOnPurpose() && !addsFactor && !startsWithoutCall();
    }

    private boolean startsWithoutCall() {
        return !config.policy().checksUserAtLogin()
                && firstDevice().filter(device -> !device.type().sendsMessage()).isPresent();
    }

    /** Returns the device that the login starts with, or empty if only OneLogin's list decides. */
    public Optional<EnrolledDevice> firstDevice() {
        return config.policy().firstDevice(known);
    }

    /**
     * Lockout of the user by brute-force protection.
     *
     * @param error Keycloak's event error
     * @param isReported whether the user learns of the lockout; a request that proves nothing gets the pending page
     */
    public record Lockout(String error, State state, boolean isReported) {}

    /** Advances the conversation and stores the next state (steps 6 and 7). */
    public Outcome advance(BiFunction<State, Event, Outcome> conversation) {
        return pause.orElse(() -> store(withoutRemovedDevice(conversation.apply(state, event))));
    }

    /**
     * Rejects the enrollment of a device that an administrator removed before OneLogin's answer arrived. Otherwise the
     * credential would have no device (S10). The executor checks a challenged device earlier.
     */
    private Outcome withoutRemovedDevice(Outcome outcome) {
        var isRemoved = outcome.state()
                .proof()
                .filter(State.Proven::enrolled)
                .filter(proof -> new PendingRemovals(login.session(), login.realm(), login.user())
                        .has(proof.device().id()))
                .isPresent();
        if (!isRemoved) {
            return outcome;
        }
        new LoginLog(login).removedDeviceProven();
        return new Outcome(
                new State.Failed(FailureReason.UNAVAILABLE, Instant.now()), Optional.empty(), outcome.removedDevices());
    }

    /**
     * Leaves the enrollment of a user who skips it. The login starts over if the user has a credential by now, whatever this
     * request read earlier, or a device in OneLogin (S2).
     *
     * @return the start if the user has no device and can leave; otherwise the state of the login with the device
     */
    public Outcome leaveEnrollment(BiFunction<State, Event, Outcome> conversation) {
        return CommittedCredentials.exist(login.session(), login.realm(), login.user())
                ? restart(conversation)
                : pause.orElse(() -> store(conversation.apply(state, new UserEvent.SkipRequested())));
    }

    /** Starts another conversation in the same request, and stores its state. */
    public Outcome restart(BiFunction<State, Event, Outcome> conversation) {
        var devices = recorder.credentials().devicesIn(config.account().baseUrl());
        return pause.orElse(() -> store(conversation.apply(new State.Start(), new UserEvent.PageOpened(devices))));
    }

    private Outcome store(Outcome outcome) {
        store.save(outcome.state());
        return outcome;
    }

    /**
     * Records the outcome, and stores a proof (step 8).
     *
     * @return whether the user failed an attempt, which brute-force protection counts
     */
    public boolean record(Outcome outcome) {
        var isFailedAttempt = recorder.record(state, outcome, config);
        outcome.state().proof().ifPresent(proof -> recorder.recordProof(proof, config, input.hasCode()));
        return isFailedAttempt;
    }

    /** Returns the state that this request found. */
    public State state() {
        return state;
    }

    /** Returns whether Keycloak knows no device in this OneLogin account, so that the user mapping finds the user. */
    public boolean needsUserMapping() {
        return known.isEmpty();
    }

    /** Returns whether the user has a device in Keycloak, in any OneLogin account. */
    public boolean isEnrolled() {
        return isEnrolled;
    }
}
