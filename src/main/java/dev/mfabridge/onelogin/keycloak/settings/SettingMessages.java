package dev.mfabridge.onelogin.keycloak.settings;

/**
 * Keys of the messages with the labels and help texts of settings. The console looks up both in the messages of its
 * theme and of this extension, and in the realm's own texts.
 */
public final class SettingMessages {
    private static final String SETTING = "onelogin.";

    private SettingMessages() {}

    /**
     * Returns the key of a setting's label.
     *
     * @param setting the key of the setting, which starts with {@code onelogin.}
     */
    public static String label(String setting) {
        var name = setting.substring(SETTING.length());
        return "oneloginSetting" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * Returns the key of a setting's help text.
     *
     * @param setting the key of the setting, which starts with {@code onelogin.}
     */
    public static String help(String setting) {
        return label(setting) + "Help";
    }
}
