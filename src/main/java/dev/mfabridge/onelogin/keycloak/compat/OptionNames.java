package dev.mfabridge.onelogin.keycloak.compat;

/** Names of options of providers. Up to 26.2, single dashes separate the parts of a name. */
public final class OptionNames {
    private static final boolean HAVE_TWO_DASHES = KeycloakVersion.running().isSince(26, 3);

    private OptionNames() {}

    /**
     * Returns the name of an option, as the operator of this server writes it.
     *
     * @param name the name on the command line of Keycloak 26.3, such as {@code --spi-authenticator--onelogin-mfa--enabled}
     */
    public static String of(String name) {
        return HAVE_TWO_DASHES ? name : "--" + name.substring(2).replace("--", "-");
    }
}
