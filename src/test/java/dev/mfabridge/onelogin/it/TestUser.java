package dev.mfabridge.onelogin.it;

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
    private final Optional<String> device;

    /**
     * Names a user that a test creates by itself, for example in a directory.
     *
     * @param id Keycloak's id
     * @param oneLoginId 0 if the user has no OneLogin user
     */
    TestUser(String id, String username, String password, String email, long oneLoginId) {
        this(id, username, password, email, oneLoginId, Optional.empty(), Optional.empty());
    }

    private TestUser(
            String id,
            String username,
            String password,
            String email,
            long oneLoginId,
            Optional<TestUsers> users,
            Optional<String> device) {
        this.id = id;
        this.username = username;
        this.password = password;
        this.email = email;
        this.oneLoginId = oneLoginId;
        this.users = users;
        this.device = device;
    }

    /** Returns the same user, for whom the methods below can add devices. */
    TestUser of(TestUsers newUsers) {
        return new TestUser(id, username, password, email, oneLoginId, Optional.of(newUsers), device);
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
        var added = users().addDevice(this, type, name);
        return new TestUser(id, username, password, email, oneLoginId, users, Optional.of(added));
    }

    /** Adds a device in OneLogin, and its credential in Keycloak. */
    public TestUser enrolled(SimulatedFactorType type) {
        var user = withDevice(type);
        users().addCredential(user, user.device(), type, type.name());
        return user;
    }

    /** Returns OneLogin's id of the device that {@link #withDevice} or {@link #enrolled} added last. */
    public String device() {
        return device.orElseThrow(() -> new IllegalStateException("No device was added for " + username));
    }

    private TestUsers users() {
        return users.orElseThrow(() -> new IllegalStateException("No TestRealm created " + username));
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
