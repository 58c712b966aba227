package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Realm with users for measured logins.
 *
 * @param title the name in a table
 * @param name the end of the realm's name
 * @param kind the factor of all users
 * @param active the number of users who sign in, in turn
 * @param idle the number of users who never sign in
 * @param devices the number of OneLogin devices of each user, of which the first one is challenged
 * @param executions the number of OneLogin executions, all but one in flows that no login uses
 */
record Population(String title, String name, LoginKind kind, int active, int idle, int devices, int executions) {

    /** Creates users with one device each, all of whom sign in. */
    static Population of(LoginKind kind, int users) {
        return new Population(kind.title(), kind.name().toLowerCase(Locale.ROOT), kind, users, 0, 1, 1);
    }

    /** Creates the same users in another realm. */
    Population named(String otherTitle, String otherName) {
        return new Population(otherTitle, otherName, kind, active, idle, devices, executions);
    }

    Population withIdleUsers(int users) {
        return new Population(title, name, kind, active, users, devices, executions);
    }

    Population withDevices(int count) {
        return new Population(title, name, kind, active, idle, count, executions);
    }

    Population withExecutions(int count) {
        return new Population(title, name, kind, active, idle, devices, count);
    }

    List<LoginUser> users() {
        return IntStream.range(0, active)
                .mapToObj(number -> new LoginUser(this, number))
                .toList();
    }

    /** Returns the realm with all users. */
    RealmRepresentation realm(String realmName, String oneLoginUrl) {
        var realm = kind.realm(realmName, oneLoginUrl);
        for (var number = 1; number < executions; number++) {
            addUnusedFlow(realm, "unused" + number);
        }
        var users = new ArrayList<>(users().stream().map(LoginUser::inKeycloak).toList());
        IntStream.range(0, idle).forEach(number -> users.add(RealmDraft.user("idle" + number, List.of())));
        realm.setUsers(users);
        return realm;
    }

    private static void addUnusedFlow(RealmRepresentation realm, String alias) {
        var config = new AuthenticatorConfigRepresentation();
        config.setAlias(alias);
        config.setConfig(realm.getAuthenticatorConfig().get(0).getConfig());
        var configs = new ArrayList<>(realm.getAuthenticatorConfig());
        configs.add(config);
        realm.setAuthenticatorConfig(configs);
        var factor = RealmDraft.execution("onelogin-mfa", 10);
        factor.setAuthenticatorConfig(alias);
        var flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flow.setAuthenticationExecutions(List.of(factor));
        var flows = new ArrayList<>(realm.getAuthenticationFlows());
        flows.add(flow);
        realm.setAuthenticationFlows(flows);
    }

    /** Returns the devices of a user in OneLogin. The first one is the default device. */
    List<SimulatedDevice> devices(LoginUser user, SimulatedFactorType factor) {
        return IntStream.range(0, devices)
                .mapToObj(number -> new SimulatedDevice(
                        user.deviceId(number), factor, factor.name(), number == 0, user.secretOf(factor)))
                .toList();
    }
}
