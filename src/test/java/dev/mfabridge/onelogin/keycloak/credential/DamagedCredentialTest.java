package dev.mfabridge.onelogin.keycloak.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.CredentialModel;

/** Credentials whose stored data is large or deeply nested. */
class DamagedCredentialTest {
    private static final String VALID = "\"deviceId\":\"3920371\",\"kind\":\"SMS\",\"oneLoginUserId\":\"64515901\"";
    private static final long SMALL_STACK = 160 * 1024;

    static Stream<String> unreadable() {
        return Stream.of(
                null,
                "",
                "null",
                "[]",
                "7",
                "{" + VALID,
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{" + VALID + ",\"deviceId\":" + "[".repeat(900) + "]".repeat(900) + "}",
                "{\"deviceId\":\"" + "3".repeat(1_000_000) + "\",\"kind\":\"SMS\",\"oneLoginUserId\":\"64515901\"}",
                "{\"deviceId\":" + "3".repeat(100_000) + ",\"kind\":\"SMS\",\"oneLoginUserId\":\"64515901\"}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("Damaged data of a credential is no device and causes no exception")
    void damagedDataIsNoDevice(String data) {
        assertThat(deviceOf(data, "OneLogin SMS")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 900})
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("Unknown data beside the known fields of a credential is ignored, however deep and long")
    void unknownDataIsIgnored(int depth) {
        var more = "[".repeat(depth) + "\"" + "x".repeat(1_000_000) + "\"" + "]".repeat(depth);

        assertThat(deviceOf("{" + VALID + ",\"more\":" + more + "}", "+49 30 123456"))
                .isEqualTo("+•• •• ••••56");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b"})
    @DisplayName("A credential without a visible name is named by its factor type, however long that is")
    void credentialWithoutNameIsNamedByType(String label) {
        assertThat(deviceOf("{" + VALID + "}", label)).isEqualTo("OneLogin SMS");
        assertThat(deviceOf("{" + VALID.replace("SMS", "9".repeat(1_000_000)) + "}", label))
                .hasSize(64);
    }

    /** Returns the label of the credential's device, read on a small stack; null if there is none. */
    private static String deviceOf(String data, String label) {
        var stored = new CredentialModel();
        stored.setCredentialData(data);
        stored.setUserLabel(label);
        var result = new CompletableFuture<String>();
        var thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(OneLoginCredentialModel.of(stored)
                                .device()
                                .map(device -> device.label().text())
                                .orElse(null));
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "small stack",
                SMALL_STACK);
        thread.start();
        return result.join();
    }
}
