package dev.mfabridge.onelogin.keycloak.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a Keycloak user is found in OneLogin. */
public enum UserMapping {
    /** The user attribute {@code onelogin_user_id} holds the OneLogin user's id. */
    ATTRIBUTE("attribute"),
    /** The OneLogin user with the same e-mail address, which must be verified in Keycloak. */
    EMAIL("email"),
    /** The OneLogin user with the same username. */
    USERNAME("username"),
    /** The OneLogin user whose external id is the Keycloak user's id. */
    EXTERNAL_ID("external-id");

    private final String value;

    UserMapping(String value) {
        this.value = value;
    }

    /** @return how it is written in the settings */
    public String value() {
        return value;
    }

    static Optional<UserMapping> of(String value) {
        return Arrays.stream(values())
                .filter(mapping -> mapping.value.equals(value))
                .findFirst();
    }

    static List<String> options() {
        return Arrays.stream(values()).map(UserMapping::value).toList();
    }
}
