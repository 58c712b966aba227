package dev.mfabridge.onelogin.keycloak.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which device a person with several is asked for first. */
public enum FirstDevice {
    /** The one that OneLogin calls the default. */
    DEFAULT,
    /** The one that was used last. */
    LAST_USED;

    /** @return what the setting holds */
    String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> options() {
        return Arrays.stream(values()).map(FirstDevice::value).toList();
    }

    static Optional<FirstDevice> of(String value) {
        return Arrays.stream(values())
                .filter(device -> device.value().equals(value))
                .findFirst();
    }
}
