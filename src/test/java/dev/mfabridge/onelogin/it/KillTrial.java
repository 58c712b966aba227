package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.CallGate.Moment;
import dev.mfabridge.onelogin.it.ClusterFigures.Figure;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.Message.MessageState;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Login of one user whose node ends inside one call, and the login of a thief with another user's password, who ends in the same
 * call and proves nothing.
 */
final class KillTrial implements AutoCloseable {
    private static final int SERVER_ERROR = 500;

    private final TestRealm realm;
    private final FaultedCall call;
    private final Moment moment;
    private final ClusterFigures figures;
    private final CallGate gate;
    private final TestUser user;
    private final Optional<TestUser> victim;
    private final List<SimulatedDevice> devices;
    private final int credentials;
    private CompletableFuture<Person> login;
    private CompletableFuture<Optional<Person>> theft;

    KillTrial(TestRealm realm, FaultedCall call, Moment moment, int node, ClusterFigures figures) {
        this.realm = realm;
        this.call = call;
        this.moment = moment;
        this.figures = figures;
        gate = new CallGate(realm.oneLoginFromHere());
        var settings = new HashMap<>(call.settings());
        settings.put(ConfigProperty.BASE_URL.key(), gate.baseUrl());
        settings.put(ConfigProperty.RESEND_COOLDOWN.key(), "15");
        realm.execution().configure(settings);
        var name = call.id() + "-" + moment.name().toLowerCase(Locale.ROOT) + node;
        user = call.user(realm, name);
        victim = call.isProof() ? Optional.of(call.user(realm, name + "-victim")) : Optional.empty();
        devices = realm.oneLogin().devicesOf(user.oneLoginId());
        credentials = realm.factorsOf(user).size();
    }

    /** Starts the login, which ends in the call. */
    void start(Executor threads) {
        gate.hold(call, moment);
        login = CompletableFuture.supplyAsync(() -> call.login(realm, user).signIn(true), threads);
        theft = CompletableFuture.supplyAsync(
                () -> victim.map(one -> call.login(realm, one).signIn(false)), threads);
    }

    void awaitHeld() {
        gate.awaitHeld(victim.isPresent() ? 2 : 1);
    }

    /** Goes on at the node that is left. Call it when the other one is gone. */
    void goOn() {
        gate.open();
        figures.add(Figure.TRIED);
        var person = login.join();
        if (person.page().status() < SERVER_ERROR) {
            throw new AssertionError(label() + " has a page: " + person.page().text());
        }
        var patient = new PatientUser(realm, user, type(), person);
        patient.repeats();
        if (person.isSignedIn() && !call.isProof()) {
            figures.violates(Figure.WRONGLY_PASSED, label());
        }
        if (!patient.goesOn()) {
            figures.violates(Figure.LOST, label() + ": " + person.page().text());
        } else {
            figures.add(patient.hasBegunAnew() ? Figure.BEGUN_ANEW : Figure.WENT_ON);
            checkProof();
        }
        checkMessages(patient.requested());
        checkDevices();
        theft.join().ifPresent(this::checkTheft);
    }

    private void checkTheft(Person thief) {
        new PatientUser(realm, victim.orElseThrow(), type(), thief).repeats();
        if (thief.isSignedIn() || thief.reloads().isSignedIn()) {
            figures.violates(Figure.WRONGLY_PASSED, label() + " without a proof");
        }
    }

    /** Checks that OneLogin accepted a proof of the user who signed in. The code of an app leaves no message. */
    private void checkProof() {
        var isProven = type().equals(SimulatedFactorType.AUTHENTICATOR)
                || realm.oneLogin().messagesTo(user.oneLoginId()).stream()
                        .anyMatch(message -> message.state() == MessageState.ACCEPTED);
        if (!isProven) {
            figures.violates(Figure.WRONGLY_PASSED, label());
        }
    }

    /** Checks that a further message followed an accepted one, as that of an adopted device, or a request of the user. */
    private void checkMessages(int requested) {
        var sent = realm.oneLogin().messagesTo(user.oneLoginId());
        var accepted = sent.stream()
                .filter(message -> message.state() == MessageState.ACCEPTED)
                .count();
        if (sent.size() > Math.max(1, accepted) + requested) {
            figures.violates(Figure.SENT_TWICE, label() + ": " + sent.size() + " messages, " + requested + " requests");
        }
    }

    /** Checks that OneLogin has the devices of before, and one if there was none, each with its credential. */
    private void checkDevices() {
        var now = realm.oneLogin().devicesOf(user.oneLoginId());
        var factors = realm.factorsOf(user);
        if (!now.containsAll(devices)
                || now.size() != Math.max(1, devices.size())
                || factors.size() != Math.max(1, credentials)) {
            figures.violates(Figure.DEVICES_LOST, label() + ": " + now + ", " + factors.size() + " credentials");
        }
    }

    private SimulatedFactorType type() {
        return call.type();
    }

    private String label() {
        return call.label() + ", " + moment.label();
    }

    @Override
    public void close() {
        gate.close();
    }
}
