package dev.mfabridge.onelogin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import dev.mfabridge.onelogin.keycloak.remember.KnownBrowser;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Cookies and attributes with any text. The first byte of an input selects the kind of text. The realm signs a part that begins
 * with "+" with its key for internal tokens, and a part that begins with "-" with its key for applications. Any other part
 * stays as it is.
 */
class SignedTextsFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFETIME = Duration.ofDays(36_500);
    private static final String DEVICE = "onelogin_mfa_device.";
    private static final String SEPARATOR = "~";
    private static final int MAX_USERS = 4;
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final FuzzedSession SESSION = new FuzzedSession();

    static {
        // Each text that can't be read is a line of the log.
        LOG.setLevel(Level.OFF);
    }

    @RegisterExtension
    static final FuzzFigures FIGURES = new FuzzFigures();

    @Test
    @DisplayName("Each seed has the outcome that its name states")
    void seedsHaveTheirOutcome() {
        FuzzSeeds.of(SignedTextsFuzzTest.class).check(SignedTextsFuzzTest::read);
    }

    @Test
    @Timeout(60)
    @DisplayName("Only a text that the realm signed for this user and purpose is accepted (S8)")
    void generatedTextsBreakNoPromise() {
        FuzzRun.generated(SignedTextsFuzzTest.class, SignedTextsFuzzTest::read);
    }

    @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
    @FuzzTest(maxExecutions = 700_000, maxDuration = "3h")
    void textsBreakNoPromise(byte[] input) {
        FIGURES.count();
        FuzzRun.read(SignedTextsFuzzTest::read, input);
    }

    private static String read(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        var parts = List.of(text.substring(Math.min(1, text.length())).split(SEPARATOR, -1));
        return switch (Math.floorMod(input.length == 0 ? 0 : input[0] - 'a', 3)) {
            case 0 -> remembered(parts);
            case 1 -> known(parts);
            default -> recorded(parts);
        };
    }

    private static String remembered(List<String> parts) {
        SESSION.setCookie("ONELOGIN_MFA_REMEMBERED", signed(parts));
        var credential =
                new RememberedBrowser(SESSION.session(), SESSION.realm(), SESSION.user()).provenCredential(LIFETIME);
        credential.ifPresent(id -> assertThat(last(parts))
                .anyMatch(part -> isOfBrowser(part, "onelogin-mfa-remembered")
                        && content(part).path("credential").asText().equals(id)));
        return credential.isPresent() ? "accepted" : "none";
    }

    private static String known(List<String> parts) {
        SESSION.setCookie("ONELOGIN_MFA_BROWSER", signed(parts));
        var browser = new KnownBrowser(SESSION.session(), SESSION.realm(), SESSION.user()).id();
        browser.ifPresent(id -> assertThat(last(parts))
                .anyMatch(part -> isOfBrowser(part, "onelogin-mfa-browser")
                        && content(part).path("credential").asText().equals(FuzzedSession.CREDENTIAL)
                        && content(part).path("browser").asText().equals(id)));
        return browser.isPresent() ? "accepted" : "none";
    }

    private static String recorded(List<String> parts) {
        SESSION.setAttribute(DEVICE + parts.get(0), parts.size() < 2 ? "" : signed(parts.get(1)));
        var devices = DeviceRecords.stored(SESSION.session(), SESSION.realm(), SESSION.user())
                .devices();
        devices.forEach(device -> {
            assertThat(isAboutUser(parts.get(1), "onelogin-mfa-device")).isTrue();
            assertThat(device.value()).isEqualTo(parts.get(0));
            assertThat(content(parts.get(1)).path("device").asText()).isEqualTo(parts.get(0));
        });
        return devices.isEmpty() ? "none" : "accepted";
    }

    private static String signed(List<String> parts) {
        return parts.stream().map(SignedTextsFuzzTest::signed).collect(Collectors.joining(SEPARATOR));
    }

    private static String signed(String part) {
        if (part.startsWith("+")) {
            return FuzzedSession.sign(part.substring(1), FuzzedSession.INTERNAL);
        }
        return part.startsWith("-") ? FuzzedSession.sign(part.substring(1), FuzzedSession.APPLICATION) : part;
    }

    /** Returns the parts that a cookie can contain: a browser has few users. */
    private static List<String> last(List<String> parts) {
        var kept = Arrays.asList(String.join(SEPARATOR, parts).split(SEPARATOR));
        return kept.subList(Math.max(0, kept.size() - MAX_USERS), kept.size());
    }

    private static boolean isOfBrowser(String part, String type) {
        var token = content(part);
        var now = Instant.now().getEpochSecond();
        return isAboutUser(part, type)
                && token.path("exp").asLong() > now
                && token.path("iat").asLong() > 0
                && token.path("password").asText().equals(FuzzedSession.PASSWORD);
    }

    private static boolean isAboutUser(String part, String type) {
        var token = content(part);
        return part.startsWith("+")
                && token.path("typ").asText().equals(type)
                && token.path("iss").asText().equals(FuzzedSession.REALM)
                && token.path("sub").asText().equals(FuzzedSession.USER);
    }

    private static JsonNode content(String part) {
        try {
            return JSON.readTree(part.substring(Math.min(1, part.length())));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
