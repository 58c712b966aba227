package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import java.util.List;

/** Devices of a realm's users: in OneLogin, and by their credentials in Keycloak. */
record Devices(TestRealm realm) {

    /** Creates a user who enrolls SMS at a login. */
    TestUser enrolledAtLogin(String name) {
        var user = realm.user(name);
        var person = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        return user;
    }

    /** Returns the user's devices in OneLogin. */
    List<SimulatedDevice> of(TestUser user) {
        return realm.oneLogin().devicesOf(user.oneLoginId());
    }

    /** Starts a rule for OneLogin's response to a removal of one of the user's devices. */
    BehaviorRule removalRule(TestUser user) {
        return BehaviorRule.on("DELETE /api/2/mfa/users/" + user.oneLoginId() + "/devices/*");
    }

    /** Adds a second credential for the user's first device, as an administrator does. */
    void addSecondCredential(TestUser user) {
        var device = of(user).get(0);
        realm.users().addCredential(user, device.deviceId(), device.kind(), "another");
    }

    /** Removes the user's first credential, as an administrator does. */
    void removeCredential(TestUser user) {
        realm.admin().users().get(user.id()).removeCredential(credentialOf(user));
    }

    /** Returns the id of the user's first credential. */
    String credentialOf(TestUser user) {
        return realm.factorsOf(user).get(0).getId();
    }
}
