package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.secrets.RunRecord;
import dev.mfabridge.onelogin.simulator.OneLoginSimulator;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Simulated OneLogin of one test, which can be out of service as a whole. All classes share the other one. It has an address
 * of its own in each test, so no test finds the circuit breaker of another. It is on this machine.
 */
final class OwnOneLogin implements BeforeEachCallback, AfterEachCallback {
    private OneLoginSimulator simulator;
    private SimulatorClient client;

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator = OneLoginSimulator.start(0);
        client = new SimulatorClient(simulator.baseUrl());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        RunRecord.used(client);
        simulator.close();
    }

    String baseUrl() {
        return simulator.baseUrl();
    }

    SimulatorClient client() {
        return client;
    }

    /** Adds the OneLogin user of a Keycloak user, with the user's last device. */
    void add(TestUser user) {
        client.addUser(SimulatedUser.named(user.oneLoginId(), user.username())
                .withEmail(user.email())
                .withDevice(user.device(), SimulatedFactorType.SMS));
    }

    /** Returns the calls of the MFA API about all users, oldest first. */
    List<RecordedCall> mfaCalls() {
        return client.calls().stream()
                .filter(call -> call.path().startsWith("/api/2/mfa/"))
                .toList();
    }
}
