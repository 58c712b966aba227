package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;

/** The devices of a realm's people: in OneLogin, and by their credential in Keycloak. */
record Devices(TestRealm realm) {

    /** A person who has enrolled text messages by signing in. */
    TestUser enrolled(String name) {
        var account = realm.user(name);
        var person = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        assertThat(person.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        return account;
    }

    /** Gives the person a device there that Keycloak knows nothing of. */
    void addInOneLogin(TestUser account, String device, SimulatedFactorType kind) {
        realm.oneLogin()
                .addUser(realm.oneLogin().users().stream()
                        .filter(user -> user.id() == account.oneLoginId())
                        .findFirst()
                        .orElseThrow()
                        .withDevice(device, kind));
    }

    List<SimulatedDevice> of(TestUser account) {
        return realm.oneLogin().devicesOf(account.oneLoginId());
    }

    /** What OneLogin does when it is asked to remove one of them. */
    BehaviorRule removalsOf(TestUser account) {
        return BehaviorRule.on("DELETE /api/2/mfa/users/" + account.oneLoginId() + "/devices/*");
    }

    /** An administrator gives the user a credential of a device that the user has already. */
    void givenAnotherCredential(TestUser account) {
        realm.accounts().addCredential(account, of(account).get(0), "another");
    }

    /** Takes the person's first credential away. */
    void removedByAdmin(TestUser account) {
        realm.admin().users().get(account.id()).removeCredential(credentialOf(account));
    }

    /** The id of the person's first one. */
    String credentialOf(TestUser account) {
        return realm.factorsOf(account).get(0).getId();
    }
}
