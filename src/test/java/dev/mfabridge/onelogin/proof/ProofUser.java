package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.samstevens.totp.secret.DefaultSecretGenerator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * User of a long run, in Keycloak and in OneLogin.
 *
 * @param group the beginning of the name
 * @param number the number that is also the end of OneLogin's ids of the user and the device
 * @param factor the factor that the user has, or can enroll
 * @param isEnrolled whether the user has a device at the start
 * @param secret the base 32 secret of the user's app, if the factor is an app
 */
record ProofUser(String group, long number, SimulatedFactorType factor, boolean isEnrolled, String secret) {
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    /** Creates users with a device of this factor. */
    static List<ProofUser> enrolled(String group, int count, SimulatedFactorType factor) {
        return create(group, count, factor, true);
    }

    /** Creates users without a device, who can enroll this factor. */
    static List<ProofUser> withoutDevice(String group, int count, SimulatedFactorType factor) {
        return create(group, count, factor, false);
    }

    private static List<ProofUser> create(String group, int count, SimulatedFactorType factor, boolean isEnrolled) {
        var secrets = new DefaultSecretGenerator();
        return IntStream.range(0, count)
                .mapToObj(number ->
                        new ProofUser(group, LAST_NUMBER.incrementAndGet(), factor, isEnrolled, secrets.generate()))
                .toList();
    }

    String name() {
        return group + "-" + number;
    }

    String email() {
        return name() + "@bench.example.com";
    }

    String password() {
        return RealmDraft.password(name());
    }

    long oneLoginId() {
        return 90_000_000L + number;
    }

    String deviceId() {
        return String.valueOf(95_000_000L + number);
    }

    boolean hasAuthenticator() {
        return factor.equals(SimulatedFactorType.AUTHENTICATOR);
    }

    boolean hasPush() {
        return factor.equals(SimulatedFactorType.PROTECT);
    }

    /** Returns the OneLogin user with the devices of the start. */
    SimulatedUser inOneLogin() {
        var hasApp = hasAuthenticator() || hasPush();
        var device = new SimulatedDevice(deviceId(), factor, factor.name(), true, hasApp ? secret : null);
        var user = SimulatedUser.named(oneLoginId(), name()).withEmail(email());
        return new SimulatedUser(
                user.id(),
                user.username(),
                user.email(),
                user.firstname(),
                user.lastname(),
                null,
                1,
                1,
                user.phone(),
                List.of(factor),
                isEnrolled ? List.of(device) : List.of());
    }

    UserRepresentation inKeycloak() {
        var devices = isEnrolled
                ? List.of(RealmDraft.device(deviceId(), factor.kind(), oneLoginId()))
                : List.<CredentialRepresentation>of();
        return RealmDraft.user(name(), devices);
    }
}
