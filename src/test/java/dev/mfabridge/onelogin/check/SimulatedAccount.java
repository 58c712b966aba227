package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.OneLoginSimulator;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import dev.mfabridge.onelogin.simulator.UsersFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Simulated account of one test, whose user, ids and secrets occur nowhere else. */
final class SimulatedAccount implements AutoCloseable {
    static final String CLIENT_ID = "clientidquxquux";
    static final String CLIENT_SECRET = "secretvalueplughxyzzy";
    static final String EMAIL = "zaphod.beeble@heartofgold.example";
    static final long USER = 918273645;

    private final OneLoginSimulator simulator = OneLoginSimulator.start(
            0,
            new UsersFile(
                    CLIENT_ID,
                    CLIENT_SECRET,
                    List.of(user().offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL), another())));
    private final SimulatorClient control = new SimulatorClient(simulator.baseUrl());
    private Runnable pause = () -> {};

    /** Returns a user without a device. */
    static SimulatedUser user() {
        return new SimulatedUser(
                USER,
                "zaphodbeeblebrox",
                EMAIL,
                "Zaphodius",
                "Beeblebroxton",
                "externalid-4711-dent",
                1,
                1,
                "+15550199887",
                List.of(),
                List.of());
    }

    private static SimulatedUser another() {
        return SimulatedUser.named(1234509876, "trillian");
    }

    /** Replaces the user without a device. */
    SimulatedAccount with(SimulatedUser user) {
        control.addUser(user);
        return this;
    }

    SimulatedAccount withRule(BehaviorRule rule) {
        control.behave(rule);
        return this;
    }

    /** Sets a reaction in place of the wait between two polls. */
    SimulatedAccount pausing(Runnable reaction) {
        pause = reaction;
        return this;
    }

    String baseUrl() {
        return simulator.baseUrl();
    }

    SimulatorClient phone() {
        return control;
    }

    /**
     * Runs the check.
     *
     * @param options additional options; the last value of a repeated option applies
     */
    Result check(ScriptedTerminal terminal, String... options) {
        return checkWithSecret(CLIENT_SECRET, terminal, options);
    }

    Result checkWithSecret(String secret, ScriptedTerminal terminal, String... options) {
        var arguments =
                new ArrayList<>(List.of("--url", simulator.baseUrl(), "--client-id", CLIENT_ID, "--user", EMAIL));
        arguments.addAll(List.of(options));
        var status = new CheckProgram(terminal, Map.of(CheckProgram.SECRET, secret), pause).check(arguments);
        return new Result(status, terminal.output());
    }

    @Override
    public void close() {
        simulator.close();
    }

    /**
     * Result of a run.
     *
     * @param output the whole output
     */
    record Result(int status, String output) {
        String block() {
            return output.substring(output.indexOf(Report.BEGIN));
        }

        @Override
        public String toString() {
            return "exit status " + status + "\n" + output;
        }
    }
}
