package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Base32;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** User of a measured login, with devices of the population's kind. A user doesn't sign in twice at once. */
final class LoginUser {
    private static final int STEP_SECONDS = 30;
    private static final DefaultCodeGenerator CODES = new DefaultCodeGenerator();

    private final Population population;
    private final int number;
    private long lastStep;

    LoginUser(Population population, int number) {
        this.population = population;
        this.number = number;
    }

    LoginKind kind() {
        return population.kind();
    }

    String name() {
        return population.name() + number;
    }

    /** Returns an id that no user of another population has, by the name of the population. */
    long oneLoginId() {
        return 10_000_000L * (1 + Math.floorMod(population.name().hashCode(), 900_000)) + number;
    }

    String deviceId(int device) {
        return String.valueOf(10 * oneLoginId() + device);
    }

    UserRepresentation inKeycloak() {
        return RealmDraft.user(name(), kind().factor().map(this::inKeycloak).orElseGet(() -> List.of(otp())));
    }

    private List<CredentialRepresentation> inKeycloak(SimulatedFactorType factor) {
        return IntStream.range(0, population.devices())
                .mapToObj(device -> RealmDraft.device(deviceId(device), factor.kind(), oneLoginId()))
                .toList();
    }

    private CredentialRepresentation otp() {
        var otp = new CredentialRepresentation();
        otp.setType("otp");
        otp.setSecretData("{\"value\":\"%s\"}".formatted(secret()));
        otp.setCredentialData(
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        return otp;
    }

    SimulatedUser inOneLogin(SimulatedFactorType factor) {
        var user = SimulatedUser.named(oneLoginId(), name());
        return new SimulatedUser(
                user.id(),
                user.username(),
                name() + "@bench.example.com",
                user.firstname(),
                user.lastname(),
                null,
                1,
                1,
                user.phone(),
                List.of(factor),
                population.devices(this, factor));
    }

    /** Returns the secret of the app: Keycloak stores these 20 characters, OneLogin the same bytes in base 32. */
    private String secret() {
        return "bench-secret-%07d".formatted(number);
    }

    /** Returns the secret in base 32, or null if the factor has no app. */
    String secretOf(SimulatedFactorType factor) {
        return factor.equals(SimulatedFactorType.SMS) ? null : base32Secret();
    }

    private String base32Secret() {
        return new Base32().encodeToString(secret().getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the code of the app. Waits until the app shows another one than at the last call, since each code is accepted once. */
    String nextAppCode() throws InterruptedException {
        while (lastStep > now()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        lastStep = Math.max(now(), lastStep + 1);
        try {
            return CODES.generate(base32Secret(), lastStep);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long now() {
        return Math.floorDiv(Instant.now().getEpochSecond(), STEP_SECONDS);
    }
}
