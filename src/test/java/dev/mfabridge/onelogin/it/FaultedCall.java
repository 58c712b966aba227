package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Call of OneLogin's API in a login or a removal, with the user and the settings that lead to the call. */
enum FaultedCall {
    TOKEN("token", null, "POST /auth/oauth2/v2/token", SimulatedFactorType.SMS, Origin.KEYCLOAK),
    FIND_USER("find user", TOKEN, "GET /api/2/users\\?.*", SimulatedFactorType.SMS, Origin.NOWHERE),
    LOOK_UP_USER("user by ID", TOKEN, "GET /api/2/users/\\d+", SimulatedFactorType.SMS, Origin.KEYCLOAK),
    LIST_DEVICES("devices", FIND_USER, "GET /api/2/mfa/users/\\d+/devices", SimulatedFactorType.SMS, Origin.ONELOGIN),
    LIST_FACTORS("factors", LIST_DEVICES, "GET /api/2/mfa/users/\\d+/factors", SimulatedFactorType.SMS, Origin.NOWHERE),
    REGISTER(
            "start registration",
            LIST_FACTORS,
            "POST /api/2/mfa/users/\\d+/registrations",
            SimulatedFactorType.SMS,
            Origin.NOWHERE),
    COMPLETE(
            "complete registration",
            REGISTER,
            "PUT /api/2/mfa/users/\\d+/registrations/.*",
            SimulatedFactorType.SMS,
            Origin.NOWHERE),
    POLL_REGISTRATION(
            "poll registration",
            REGISTER,
            "GET /api/2/mfa/users/\\d+/registrations/.*",
            SimulatedFactorType.VOICE,
            Origin.NOWHERE),
    CHALLENGE(
            "start verification",
            TOKEN,
            "POST /api/2/mfa/users/\\d+/verifications",
            SimulatedFactorType.SMS,
            Origin.KEYCLOAK),
    VERIFY(
            "complete verification",
            CHALLENGE,
            "PUT /api/2/mfa/users/\\d+/verifications/.*",
            SimulatedFactorType.SMS,
            Origin.KEYCLOAK),
    POLL(
            "poll verification",
            CHALLENGE,
            "GET /api/2/mfa/users/\\d+/verifications/.*",
            SimulatedFactorType.PROTECT,
            Origin.KEYCLOAK),
    VERIFY_APP_CODE(
            "app code",
            TOKEN,
            "POST /api/2/mfa/users/\\d+/verifications",
            SimulatedFactorType.AUTHENTICATOR,
            Origin.KEYCLOAK),
    REMOVE(
            "delete device",
            null,
            "DELETE /api/2/mfa/users/\\d+/devices/.*",
            SimulatedFactorType.SMS,
            Origin.ENROLLMENT);

    private final String label;
    private final FaultedCall predecessor;
    private final Pattern pattern;
    private final SimulatedFactorType type;
    private final Origin origin;

    /**
     * Creates a call.
     *
     * @param label the name in the docs
     * @param predecessor the call before it in its login; null if it is the first one
     * @param pattern the method and the path with the query
     * @param type the factor of the user
     */
    FaultedCall(String label, FaultedCall predecessor, String pattern, SimulatedFactorType type, Origin origin) {
        this.label = label;
        this.predecessor = predecessor;
        this.pattern = Pattern.compile(pattern);
        this.type = type;
        this.origin = origin;
    }

    /** Device of the user before the login. */
    enum Origin {
        /** There is none, so the user enrolls one. */
        NOWHERE,
        /** Keycloak has no credential for it. */
        ONELOGIN,
        /** Keycloak has a credential for it. */
        KEYCLOAK,
        /** An earlier login enrolled it. */
        ENROLLMENT
    }

    String label() {
        return label;
    }

    Optional<FaultedCall> predecessor() {
        return Optional.ofNullable(predecessor);
    }

    boolean matches(String request, String body) {
        return pattern.matcher(request).matches()
                && (!body.contains("\"device_id\"") || body.contains("\"otp\"") != (this == CHALLENGE));
    }

    Map<String, String> settings() {
        return Map.of(
                ConfigProperty.ALLOWED_FACTORS.key(),
                this == REMOVE ? "SMS##EMAIL" : type.kind(),
                ConfigProperty.LOOK_UP_USER.key(),
                Boolean.toString(this == LOOK_UP_USER),
                ConfigProperty.MESSAGE_LIMIT.key(),
                "100",
                ConfigProperty.RESEND_COOLDOWN.key(),
                "1");
    }

    /** Returns whether the call carries a proof, or asks for one. */
    boolean isProof() {
        return this == COMPLETE
                || this == POLL_REGISTRATION
                || this == VERIFY
                || this == POLL
                || this == VERIFY_APP_CODE;
    }

    /** Returns whether the call removes a device, and no login waits for it. */
    boolean isRemoval() {
        return this == REMOVE;
    }

    /** Creates the user. The settings must be those of this call. */
    TestUser user(TestRealm realm, String name) {
        var user = realm.user(name, simulated -> isRemoval() ? simulated : simulated.offered(type));
        return switch (origin) {
            case NOWHERE -> user;
            case ONELOGIN -> user.withDevice(type);
            case KEYCLOAK -> user.enrolled(type);
            case ENROLLMENT -> {
                new FaultedLogin(realm, user, type).signIn(true);
                yield user;
            }
        };
    }

    FaultedLogin login(TestRealm realm, TestUser user) {
        return new FaultedLogin(realm, user, type);
    }

    /** Returns the factor of the user. */
    SimulatedFactorType type() {
        return type;
    }

    /** Returns a part of a username. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
