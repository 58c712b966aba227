package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of each call of OneLogin's API, in a login of its own (S1, S2, S5, S7, S10). The table in {@code
 * docs/reference/fault-matrix.md} has the expected outcomes, and the test writes {@code target/fault-matrix.md} with the real ones.
 *
 * <p>The logins with the same fault run at the same time, each in the realm of its call.
 */
@Tag("this-machine")
@Tag("one-node")
@ResourceLock(KeycloakServer.MANY_CALLS_AT_ONCE)
class FaultMatrixIT {

    @RegisterExtension
    static final Realms realms = new Realms();

    private static final Map<CallFault, String> ROWS = new EnumMap<>(CallFault.class);
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(FaultedCall.values().length);

    /** Realms of the calls, since each realm has one base URL. */
    private static final class Realms implements BeforeAllCallback {
        private final Map<FaultedCall, TestRealm> byCall = new EnumMap<>(FaultedCall.class);

        @Override
        public void beforeAll(ExtensionContext context) {
            for (var call : FaultedCall.values()) {
                var realm = TestRealm.withOneLogin().customized(representation -> {
                    representation.setBruteForceProtected(false);
                    representation.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
                });
                realm.beforeAll(context);
                byCall.put(call, realm);
            }
        }

        TestRealm of(FaultedCall call) {
            return byCall.get(call);
        }
    }

    @ParameterizedTest
    @Attack(
            on = {"S1", "S2", "S5", "S7", "S10"},
            kind = AttackKind.SERVER)
    @DisplayName("A fault of any call lets no user pass, is explained, and is forgotten at the next login")
    @EnumSource
    void faultLetsNobodyPassAndLeavesNothingBehind(CallFault fault) throws ExecutionException, InterruptedException {
        var log = realms.of(FaultedCall.TOKEN).log();
        var mark = log.mark();
        var expected = FaultMatrix.outcomes(fault);
        var tasks = Arrays.stream(FaultedCall.values())
                .filter(call -> call == FaultedCall.TOKEN || !fault.isOnlyAtFirstCall())
                .collect(Collectors.toMap(
                        call -> call,
                        call -> THREADS.submit(() -> new FaultTrial(realms.of(call), call, fault).run())));
        var trials = new EnumMap<FaultedCall, FaultTrial>(FaultedCall.class);
        for (var task : tasks.entrySet()) {
            trials.put(task.getKey(), task.getValue().get());
        }

        var lines = log.since(mark);
        var outcomes = new EnumMap<FaultedCall, String>(FaultedCall.class);
        var problems = new ArrayList<String>();
        for (var call : FaultedCall.values()) {
            var trial = trials.get(call);
            outcomes.put(call, trial == null ? FaultMatrix.IMPOSSIBLE : trial.outcome());
            if (trial != null) {
                problems.addAll(trial.problems(lines, expected.get(call)));
            }
        }
        ROWS.put(fault, FaultMatrix.row(fault, outcomes));
        assertThat(problems).isEmpty();
    }

    @AfterAll
    static void writeTable() throws IOException {
        THREADS.shutdown();
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/fault-matrix.md"), ROWS.values());
    }
}
