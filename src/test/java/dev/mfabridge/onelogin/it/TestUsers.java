package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Users of a realm, with their OneLogin users and devices.
 *
 * @param realm the realm's name
 */
record TestUsers(TestBed bed, String realm) {
    private static final AtomicLong NEXT_ONELOGIN_ID = new AtomicLong(70_000_000);
    private static final AtomicLong NEXT_DEVICE_ID = new AtomicLong(80_000_000);

    /** @see TestRealm#user(String, UnaryOperator) */
    TestUser user(String username, UnaryOperator<SimulatedUser> inOneLogin) {
        var oneLoginId = NEXT_ONELOGIN_ID.incrementAndGet();
        // Classes share the simulator, so no other realm may use the address.
        var email = username + "@" + realm + ".example.com";
        bed.oneLogin()
                .addUser(inOneLogin.apply(
                        SimulatedUser.named(oneLoginId, username + "-" + realm).withEmail(email)));
        return create(username, email, oneLoginId);
    }

    /** @see TestRealm#enrolled */
    TestUser enrolled(String username, SimulatedFactorType type) {
        var account = user(username, UnaryOperator.identity());
        addDevice(account, "80" + account.oneLoginId(), type, type.name());
        addCredential(account, "80" + account.oneLoginId(), type, type.name());
        return account;
    }

    /** @see TestRealm#strangerToOneLogin */
    TestUser strangerToOneLogin(String username) {
        return create(username, username + "@" + realm + ".example.com", 0);
    }

    /**
     * Adds a device in OneLogin.
     *
     * @return the device's id
     */
    String addDevice(TestUser account, SimulatedFactorType type, String name) {
        var deviceId = String.valueOf(NEXT_DEVICE_ID.incrementAndGet());
        addDevice(account, deviceId, type, name);
        return deviceId;
    }

    private void addDevice(TestUser account, String deviceId, SimulatedFactorType type, String name) {
        var user = bed.oneLogin().users().stream()
                .filter(one -> one.id() == account.oneLoginId())
                .findFirst()
                .orElseThrow();
        bed.oneLogin().addUser(user.withDevice(deviceId, type, name));
    }

    /** Adds a credential in Keycloak for a device that the user has in OneLogin. */
    void addCredential(TestUser account, String deviceId, SimulatedFactorType type, String label) {
        var credential = new CredentialRepresentation();
        credential.setType("onelogin");
        credential.setUserLabel(label);
        credential.setSecretData("{}");
        credential.setCredentialData("{\"deviceId\":\"%s\",\"kind\":\"%s\",\"oneLoginUserId\":\"%d\"}"
                .formatted(deviceId, type.isEmail() ? "EMAIL" : type.kind(), account.oneLoginId()));
        var user = users().get(account.id());
        var changed = user.toRepresentation();
        changed.setCredentials(List.of(credential));
        user.update(changed);
    }

    private TestUser create(String username, String email, long oneLoginId) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue("password of " + username);
        var user = new UserRepresentation();
        user.setUsername(username);
        user.setEmail(email);
        user.setEmailVerified(true);
        user.setFirstName(username);
        user.setLastName("Example");
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        try (var response = users().create(user)) {
            var id = response.getLocation().getPath().replaceFirst(".*/", "");
            return new TestUser(id, username, password.getValue(), email, oneLoginId).of(this);
        }
    }

    private UsersResource users() {
        return bed.admin().realm(realm).users();
    }
}
