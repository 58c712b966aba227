package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.secrets.RunRecord;
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

    /** Creates a user, see {@link TestRealm#user(String, UnaryOperator)}. */
    TestUser user(String username, UnaryOperator<SimulatedUser> inOneLogin) {
        var oneLoginId = NEXT_ONELOGIN_ID.incrementAndGet();
        // Classes share the simulator, so no other realm may use the address.
        var email = username + "@" + realm + ".example.com";
        bed.oneLogin()
                .addUser(inOneLogin.apply(
                        SimulatedUser.named(oneLoginId, username + "-" + realm).withEmail(email)));
        return create(username, email, oneLoginId);
    }

    /** Creates a user, see {@link TestRealm#userOnlyInKeycloak}. */
    TestUser userOnlyInKeycloak(String username) {
        return create(username, username + "@" + realm + ".example.com", 0);
    }

    /**
     * Adds a device in OneLogin.
     *
     * @return the device's id
     */
    String addDevice(TestUser user, SimulatedFactorType type, String name) {
        var deviceId = String.valueOf(NEXT_DEVICE_ID.incrementAndGet());
        var oneLoginUser = bed.oneLogin().users().stream()
                .filter(one -> one.id() == user.oneLoginId())
                .findFirst()
                .orElseThrow();
        bed.oneLogin().addUser(oneLoginUser.withDevice(deviceId, type, name));
        return deviceId;
    }

    /** Adds a credential in Keycloak for a device that the user has in OneLogin. */
    void addCredential(TestUser user, String deviceId, SimulatedFactorType type, String label) {
        var credential = new CredentialRepresentation();
        credential.setType("onelogin");
        credential.setUserLabel(label);
        credential.setSecretData("{}");
        credential.setCredentialData("{\"deviceId\":\"%s\",\"kind\":\"%s\",\"oneLoginUserId\":\"%d\"}"
                .formatted(deviceId, type.isEmail() ? "EMAIL" : type.kind(), user.oneLoginId()));
        var resource = users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setCredentials(List.of(credential));
        resource.update(changed);
    }

    private TestUser create(String username, String email, long oneLoginId) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue("password of " + username);
        RunRecord.used("the password of " + username, password.getValue());
        var representation = new UserRepresentation();
        representation.setUsername(username);
        representation.setEmail(email);
        representation.setEmailVerified(true);
        representation.setFirstName(username);
        representation.setLastName("Example");
        representation.setEnabled(true);
        representation.setCredentials(List.of(password));
        try (var response = users().create(representation)) {
            var id = response.getLocation().getPath().replaceFirst(".*/", "");
            return new TestUser(id, username, password.getValue(), email, oneLoginId).of(this);
        }
    }

    private UsersResource users() {
        return bed.admin().realm(realm).users();
    }
}
