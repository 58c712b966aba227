package dev.mfabridge.onelogin.bench;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Realms of the bench: one whose users need OneLogin, and another one without OneLogin. */
record BenchRealms(Keycloak admin, String serverUrl, List<BenchUser> users) implements AutoCloseable {
    private static final String WITH_ONELOGIN = "bench-onelogin";
    private static final String OTHER = "bench-other";

    static BenchRealms create(KeycloakServer keycloak, int users) {
        var realms = new BenchRealms(
                keycloak.admin(),
                keycloak.baseUrl(),
                IntStream.range(0, users).mapToObj(BenchUser::number).toList());
        realms.remove();
        realms.admin.realms().create(RealmDraft.realm(OTHER));
        realms.admin.realms().create(realms.withOneLogin(keycloak.oneLogin().fromKeycloak()));
        return realms;
    }

    /** Adds the users and their devices to OneLogin. */
    static void addToOneLogin(SimulatorClient oneLogin, List<BenchUser> users) {
        users.forEach(user -> oneLogin.addUser(SimulatedUser.named(user.oneLoginId(), user.name())
                .withDevice(user.device(), SimulatedFactorType.SMS)));
    }

    URI loginPage() {
        return RealmDraft.loginPage(serverUrl, WITH_ONELOGIN);
    }

    URI loginPageOfOtherRealm() {
        return RealmDraft.loginPage(serverUrl, OTHER);
    }

    private RealmRepresentation withOneLogin(String oneLoginUrl) {
        var realm = RealmDraft.withOneLogin(WITH_ONELOGIN, oneLoginUrl, Map.of());
        realm.setUsers(users.stream().map(BenchRealms::representation).toList());
        return realm;
    }

    private static UserRepresentation representation(BenchUser user) {
        return RealmDraft.user(
                user.name(),
                List.of(RealmDraft.device(user.device(), SimulatedFactorType.SMS.kind(), user.oneLoginId())));
    }

    private void remove() {
        admin.realms().findAll().stream()
                .filter(realm -> List.of(WITH_ONELOGIN, OTHER).contains(realm.getRealm()))
                .forEach(realm -> admin.realm(realm.getRealm()).remove());
    }

    @Override
    public void close() {
        remove();
        admin.close();
    }
}
