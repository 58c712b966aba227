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
 * Puts people into a realm, and into OneLogin.
 *
 * @param realm the realm's name
 */
record TestUsers(TestBed bed, String realm) {
    private static final AtomicLong NEXT_ONELOGIN_ID = new AtomicLong(70_000_000);

    /** @see TestRealm#user(String, UnaryOperator) */
    TestUser user(String username, UnaryOperator<SimulatedUser> inOneLogin) {
        var oneLoginId = NEXT_ONELOGIN_ID.incrementAndGet();
        // Classes share the simulator: the address must be this realm's alone.
        var email = username + "@" + realm + ".example.com";
        bed.oneLogin()
                .addUser(inOneLogin.apply(
                        SimulatedUser.named(oneLoginId, username + "-" + realm).withEmail(email)));
        return create(username, email, oneLoginId);
    }

    /** @see TestRealm#enrolled */
    TestUser enrolled(String username, SimulatedFactorType kind) {
        var account = user(username, user -> user.withDevice("80" + user.id(), kind));
        var credential = new CredentialRepresentation();
        credential.setType("onelogin");
        credential.setUserLabel(kind.name());
        credential.setSecretData("{}");
        credential.setCredentialData("{\"deviceId\":\"80%d\",\"kind\":\"%s\",\"oneLoginUserId\":\"%d\"}"
                .formatted(account.oneLoginId(), kind.isEmail() ? "EMAIL" : kind.kind(), account.oneLoginId()));
        var user = users().get(account.id());
        var changed = user.toRepresentation();
        changed.setCredentials(List.of(credential));
        user.update(changed);
        return account;
    }

    /** @see TestRealm#strangerToOneLogin */
    TestUser strangerToOneLogin(String username) {
        return create(username, username + "@" + realm + ".example.com", 0);
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
            return new TestUser(id, username, password.getValue(), email, oneLoginId);
        }
    }

    private UsersResource users() {
        return bed.admin().realm(realm).users();
    }
}
