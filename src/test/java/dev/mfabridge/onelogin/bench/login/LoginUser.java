package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.binary.Base32;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** User of a measured login, with a device of the kind. A user doesn't sign in twice at once. */
final class LoginUser {
    private static final int STEP_SECONDS = 30;
    private static final DefaultCodeGenerator CODES = new DefaultCodeGenerator();

    private final LoginKind kind;
    private final int number;
    private long lastStep;

    LoginUser(LoginKind kind, int number) {
        this.kind = kind;
        this.number = number;
    }

    LoginKind kind() {
        return kind;
    }

    String name() {
        return kind.name().toLowerCase(Locale.ROOT) + number;
    }

    long oneLoginId() {
        return 90_000_000L + kind.ordinal() * 1_000_000L + number;
    }

    private String deviceId() {
        return String.valueOf(oneLoginId() + 5_000_000L);
    }

    UserRepresentation inKeycloak() {
        return RealmDraft.user(
                name(),
                List.of(kind.factor()
                        .map(factor -> RealmDraft.device(deviceId(), factor.kind(), oneLoginId()))
                        .orElseGet(this::otp)));
    }

    /** Returns the secret of the app: Keycloak stores these 20 characters, OneLogin the same bytes in base 32. */
    private String secret() {
        return "bench-secret-%07d".formatted(number);
    }

    private String base32Secret() {
        return new Base32().encodeToString(secret().getBytes(StandardCharsets.US_ASCII));
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
        var secret = factor.equals(SimulatedFactorType.AUTHENTICATOR) ? base32Secret() : null;
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
                List.of(new SimulatedDevice(deviceId(), factor, factor.name(), true, secret)));
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
