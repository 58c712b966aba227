package dev.mfabridge.onelogin.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.samstevens.totp.code.CodeGenerator;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import dev.samstevens.totp.qr.QrData;
import dev.samstevens.totp.secret.DefaultSecretGenerator;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Time-based codes of authenticator apps, with the codes that were used. */
final class AppCodes {
    private static final String ACCOUNT = "acme";
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;

    private final CodeGenerator generator = new DefaultCodeGenerator();
    private final Clock clock;
    private final Set<UsedCode> used = ConcurrentHashMap.newKeySet();

    private record UsedCode(String secret, long step) {}

    AppCodes(Clock clock) {
        this.clock = clock;
    }

    static String newSecret() {
        return new DefaultSecretGenerator().generate();
    }

    /** Returns the URL that an app scans to show the codes of a device. */
    static String url(SimulatedUser user, SimulatedDevice device) {
        var label = "OneLogin:" + name(user);
        return new QrData.Builder()
                .label(label)
                .issuer("OneLogin")
                .secret(device.secret())
                .digits(DIGITS)
                .period(STEP_SECONDS)
                .build()
                .getUri();
    }

    /** Returns the content of the QR code that sets up OneLogin Protect. Its secret is the token, as in OneLogin's answers. */
    static String pairingUrl(SimulatedUser user, String token) {
        return "otpauth://totp/%s:%s?secret=%s".formatted(ACCOUNT, URLEncoder.encode(name(user), UTF_8), token);
    }

    private static String name(SimulatedUser user) {
        return user.email() == null ? user.username() : user.email();
    }

    /**
     * Returns the code that the app of a device shows.
     *
     * @param ahead the time by which the phone's clock is ahead of the simulator's clock
     */
    String shownBy(SimulatedDevice device, Duration ahead) {
        return code(device, step(clock.instant().plus(ahead)));
    }

    /** Returns the seconds until the app shows another code. */
    long secondsLeft(Duration ahead) {
        return STEP_SECONDS - Math.floorMod(clock.instant().plus(ahead).getEpochSecond(), STEP_SECONDS);
    }

    /**
     * Uses up a code of the app. Clocks differ, so the codes of the previous and next time step are accepted too.
     *
     * @return whether the code is right and unused
     */
    boolean use(SimulatedDevice device, String otp) {
        var now = step(clock.instant());
        return LongStream.rangeClosed(now - 1, now + 1)
                .filter(step -> code(device, step).equals(otp))
                .anyMatch(step -> used.add(new UsedCode(device.secret(), step)));
    }

    void clear() {
        used.clear();
    }

    private String code(SimulatedDevice device, long step) {
        try {
            return generator.generate(device.secret(), step);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException("No code for device " + device.deviceId(), e);
        }
    }

    private static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }
}
