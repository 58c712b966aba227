package dev.mfabridge.onelogin.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Command line of the check. The client secret has no option: other users of the machine can read the arguments.
 *
 * @param baseUrl the account's address, without a path
 * @param challenge whether to challenge one of the user's devices
 * @param enroll whether to enroll a device and remove it again
 */
record CheckOptions(URI baseUrl, String clientId, UserQuery user, boolean challenge, boolean enroll) {
    static final String USAGE = """
            Usage: check --url https://acme.onelogin.com --client-id ID --user jdoe@example.com
                         [--by email|username|external_id|id] [--challenge] [--enroll]

              --url        base URL of the OneLogin account
              --client-id  client ID of the API credential, scope Manage All
              --user       a test user who exists in OneLogin
              --by         the field that contains the value of --user; default: email
              --challenge  challenges a device that you choose: OneLogin sends a real message, call or push
              --enroll     enrolls a device with a factor that you choose, and removes the device again

            The client secret comes from the environment variable ONELOGIN_CLIENT_SECRET, or from a prompt.
            Exit status: 0 all answers can be read, 1 not all of them or the check is incomplete, 2 wrong usage.""";

    private static final Set<String> FLAGS = Set.of("--challenge", "--enroll");
    private static final Set<String> VALUES = Set.of("--url", "--client-id", "--user", "--by");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Parses the command line.
     *
     * @throws UsageException with a message for the administrator
     */
    static CheckOptions parse(List<String> arguments) {
        var values = new HashMap<String, String>();
        var flags = new HashSet<String>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var name = rest.next();
            if (FLAGS.contains(name)) {
                flags.add(name);
            } else if (VALUES.contains(name) && rest.hasNext()) {
                values.put(name, rest.next());
            } else {
                throw invalidArgument(name);
            }
        }
        return new CheckOptions(
                baseUrl(required(values, "--url")),
                required(values, "--client-id"),
                UserQuery.of(values.getOrDefault("--by", "email"), required(values, "--user")),
                flags.contains("--challenge"),
                flags.contains("--enroll"));
    }

    /**
     * Returns the error about an argument, with only the name of the option: a mistyped option can contain the secret after a
     * {@code =} (S7).
     */
    private static UsageException invalidArgument(String argument) {
        var name = argument.replaceFirst("(?s)=.*", "");
        if (name.toLowerCase(Locale.ROOT).contains("secret")) {
            return new UsageException(
                    "The client secret can't be an argument, because other users of the machine can read"
                            + " arguments. Set the environment variable ONELOGIN_CLIENT_SECRET, or use the prompt.");
        }
        if (VALUES.contains(name)) {
            return new UsageException(name + " needs a value after a blank.");
        }
        return new UsageException(
                name.matches("--[a-z-]{1,20}")
                        ? "Unknown option " + name + "."
                        : "An argument has no option before it.");
    }

    private static String required(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new UsageException(name + " is missing."));
    }

    private static URI baseUrl(String text) {
        var url = url(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        var isPlain = url.getRawPath() != null
                && url.getRawPath().isEmpty()
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null
                && url.getHost() != null;
        if (!isPlain) {
            throw new UsageException("--url must be an address without a path, such as https://acme.onelogin.com.");
        }
        var isLocal = "http".equalsIgnoreCase(url.getScheme()) && LOCAL.contains(url.getHost());
        if (!"https".equalsIgnoreCase(url.getScheme()) && !isLocal) {
            throw new UsageException("--url must begin with https://, because the client secret goes there.");
        }
        return url;
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException("--url is not an address.");
        }
    }
}
