package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;

/** Devices of a realm's users: in OneLogin, and by their credentials in Keycloak. */
record Devices(TestRealm realm) {

    /** Creates a user who enrolls SMS at a login. */
    TestUser enrolled(String name) {
        var account = realm.user(name);
        var person = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        assertThat(person.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        return account;
    }

    /** Adds a device in OneLogin, of which Keycloak has no credential. */
    void addInOneLogin(TestUser account, String device, SimulatedFactorType type) {
        realm.oneLogin()
                .addUser(realm.oneLogin().users().stream()
                        .filter(user -> user.id() == account.oneLoginId())
                        .findFirst()
                        .orElseThrow()
                        .withDevice(device, type));
    }

    /** Returns the user's devices in OneLogin. */
    List<SimulatedDevice> of(TestUser account) {
        return realm.oneLogin().devicesOf(account.oneLoginId());
    }

    /** Starts a rule for OneLogin's response to a removal of one of the user's devices. */
    BehaviorRule removalsOf(TestUser account) {
        return BehaviorRule.on("DELETE /api/2/mfa/users/" + account.oneLoginId() + "/devices/*");
    }

    /** Adds a second credential for the user's first device, as an administrator does. */
    void givenAnotherCredential(TestUser account) {
        var device = of(account).get(0);
        realm.accounts().addCredential(account, device.deviceId(), device.kind(), "another");
    }

    /** Removes the user's first credential, as an administrator does. */
    void removedByAdmin(TestUser account) {
        realm.admin().users().get(account.id()).removeCredential(credentialOf(account));
    }

    /** Returns the id of the user's first credential. */
    String credentialOf(TestUser account) {
        return realm.factorsOf(account).get(0).getId();
    }
}
