package dev.mfabridge.onelogin.client.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Pattern for the host and the port of an address: {@code *.onelogin.com}, {@code localhost:*}, {@code
 * simulator:8090}. The pattern compares names only and resolves none.
 *
 * @param isWildcard whether the pattern is for each host below the name, and not for the name itself
 * @param name a host name in lower case, or an IP address as an address has it, with brackets for IPv6
 * @param port the port that is allowed besides the default port of the scheme: a number, {@code *}, or empty
 */
record HostPattern(boolean isWildcard, String name, String port) {
    private static final String ONELOGIN = "onelogin.com";
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    /** The last label starts with a letter: a host of digits such as 2130706433 is an IP address in disguise. */
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*(?![0-9])" + LABEL);

    private static final Pattern IP_ADDRESS =
            Pattern.compile(BYTE + "(\\." + BYTE + "){3}|\\[[0-9a-f:.]*:[0-9a-f:.]*]");

    private static final Pattern PATTERN =
            Pattern.compile("(?<wildcard>\\*\\.)?(?<name>\\[[^\\]]*]|[^:*]+)(:(?<port>[0-9]{1,5}|\\*))?");

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if the text is no pattern
     */
    static HostPattern parse(String text) {
        var parts = PATTERN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (parts.matches()) {
            var isWildcard = parts.group("wildcard") != null;
            var name = parts.group("name");
            var port = parts.group("port") == null ? "" : parts.group("port");
            if (isName(name) || !isWildcard && IP_ADDRESS.matcher(name).matches()) {
                return new HostPattern(isWildcard, name, port);
            }
        }
        throw new IllegalArgumentException("\"" + text
                + "\" is no host. Use a host name such as login.example.com, or *. and a domain, each with :port or :* if the"
                + " port is not the default port");
    }

    /**
     * Returns whether an address is for this host.
     *
     * @param address an address with a scheme; a host that {@link URI} can't read is never allowed
     */
    boolean matches(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        var host = address.getHost().toLowerCase(Locale.ROOT);
        return matchesHost(host) && matchesScheme(address, host) && matchesPort(address);
    }

    private boolean matchesHost(String host) {
        return isWildcard ? isName(host) && host.endsWith("." + name) : host.equals(name);
    }

    /** Returns whether the scheme is safe. Only a host that the operator lists by its own name can have no TLS (S7). */
    private boolean matchesScheme(URI address, String host) {
        if ("https".equalsIgnoreCase(address.getScheme())) {
            return true;
        }
        var isOneLogin = host.equals(ONELOGIN) || host.endsWith("." + ONELOGIN);
        return "http".equalsIgnoreCase(address.getScheme()) && !isWildcard && !isOneLogin;
    }

    private boolean matchesPort(URI address) {
        var used = address.getPort();
        return used == -1
                || used == defaultPort(address)
                || port.equals("*")
                || !port.isEmpty() && Integer.parseInt(port) == used;
    }

    private static int defaultPort(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static boolean isName(String host) {
        return host.length() <= 253 && NAME.matcher(host).matches();
    }

    @Override
    public String toString() {
        return (isWildcard ? "*." : "") + name + (port.isEmpty() ? "" : ":" + port);
    }
}
