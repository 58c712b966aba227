package dev.mfabridge.onelogin.simulator;

import java.nio.file.Path;

/** Command line of the simulator. */
record CommandLine(int port, UsersFile users) {
    static final int DEFAULT_PORT = 8090;
    static final String USAGE = "Usage: [--port 8090] [--users FILE], or check --help for the check of a real account";

    /**
     * Parses the command line.
     *
     * @throws IllegalArgumentException with a message for the user of the command
     */
    static CommandLine parse(String... arguments) {
        var port = DEFAULT_PORT;
        var file = "";
        for (var i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value. " + USAGE);
            }
            switch (arguments[i]) {
                case "--port" -> port = port(arguments[i + 1]);
                case "--users" -> file = arguments[i + 1];
                default -> throw new IllegalArgumentException("Unknown option " + arguments[i] + ". " + USAGE);
            }
        }
        return new CommandLine(port, file.isEmpty() ? UsersFile.demo() : UsersFile.of(Path.of(file)));
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException("--port is a number from 0 to 65535, not " + text);
    }
}
