package dev.mfabridge.onelogin.simulator;

import dev.mfabridge.onelogin.check.CheckProgram;
import java.util.Arrays;

/** Entry point of the shipped jar: the simulator, or the check of a real account if the first argument is {@code check}. */
public final class Launcher {
    private static final String CHECK = "check";

    private Launcher() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(CHECK)) {
            System.exit(CheckProgram.run(Arrays.asList(arguments).subList(1, arguments.length)));
        }
        if (arguments.length > 0 && Arrays.asList("help", "--help", "-h").contains(arguments[0])) {
            System.out.println(CommandLine.USAGE);
            System.exit(0);
        }
        OneLoginSimulator.main(arguments);
    }
}
