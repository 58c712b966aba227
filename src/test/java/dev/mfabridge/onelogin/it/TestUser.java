package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Optional;

/** User of a test's realm, with the OneLogin user that belongs to it. */
public final class TestUser {

    private final String id;
    private final String username;
    private final String password;
    private final String email;
    private final long oneLoginId;
    private final Optional<TestUsers> users;

    /**
     * Names a user that a test creates by itself, for example in a directory.
     *
     * @param id Keycloak's id
     * @param oneLoginId 0 if the user has no OneLogin user
     */
    TestUser(String id, String username, String password, String email, long oneLoginId) {
        this(id, username, password, email, oneLoginId, Optional.empty());
    }

    TestUser(String id, String username, String password, String email, long oneLoginId, Optional<TestUsers> users) {
        this.id = id;
        this.username = username;
        this.password = password;
        this.email = email;
        this.oneLoginId = oneLoginId;
        this.users = users;
    }

    /** Adds a device in OneLogin, of which Keycloak has no credential. */
    public TestUser withDevice(SimulatedFactorType type) {
        return withDevice(type, type.name());
    }

    /**
     * Adds a device in OneLogin, of which Keycloak has no credential.
     *
     * @param name the name that the user gave the device
     */
    public TestUser withDevice(SimulatedFactorType type, String name) {
        users().addDevice(this, type, name);
        return this;
    }

    /** Adds a device in OneLogin, and its credential in Keycloak. */
    public TestUser enrolled(SimulatedFactorType type) {
        withDevice(type);
        users().addCredential(this, latestDevice(), type.name());
        return this;
    }

    /** Returns OneLogin's id of the user's device, or of the latest one if there are several. */
    public String device() {
        return latestDevice().deviceId();
    }

    private SimulatedDevice latestDevice() {
        var devices = users().devicesOf(this);
        if (devices.isEmpty()) {
            throw new IllegalStateException(username + " has no device in OneLogin");
        }
        return devices.get(devices.size() - 1);
    }

    private TestUsers users() {
        return users.orElseThrow(() -> new IllegalStateException(username + " wasn't created by a TestRealm"));
    }

    /** @return Keycloak's id */
    public String id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    public String email() {
        return email;
    }

    /** @return 0 if the user has no OneLogin user */
    public long oneLoginId() {
        return oneLoginId;
    }

    @Override
    public String toString() {
        return username;
    }
}
