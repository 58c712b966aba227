package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import java.util.Optional;
import org.keycloak.representations.idm.RealmRepresentation;

/** Second factor of a measured login: Keycloak's own one-time password, with which the others are compared, or OneLogin's. */
public enum LoginKind {
    OTP("Keycloak's OTP form", Optional.empty()),
    APP("OneLogin: authenticator app", Optional.of(SimulatedFactorType.AUTHENTICATOR)),
    SMS("OneLogin: SMS", Optional.of(SimulatedFactorType.SMS)),
    PUSH("OneLogin Protect", Optional.of(SimulatedFactorType.PROTECT));

    /** Settings that let a user sign in again within seconds. */
    private static final Map<ConfigProperty, String> SETTINGS = Map.of(
            ConfigProperty.RESEND_COOLDOWN, "1",
            ConfigProperty.MESSAGE_LIMIT, "20",
            ConfigProperty.MESSAGE_WINDOW, "1");

    private final String title;
    private final Optional<SimulatedFactorType> factor;

    LoginKind(String title, Optional<SimulatedFactorType> factor) {
        this.title = title;
        this.factor = factor;
    }

    public String title() {
        return title;
    }

    /** Returns OneLogin's factor, or empty for Keycloak's own. */
    Optional<SimulatedFactorType> factor() {
        return factor;
    }

    /** Returns the number of calls to OneLogin of a login with a code. */
    int calls() {
        return switch (this) {
            case OTP -> 0;
            case APP -> 1;
            case SMS, PUSH -> 2;
        };
    }

    /** Returns a realm in which this factor follows the password. */
    RealmRepresentation realm(String name, String oneLoginUrl) {
        return factor.isPresent()
                ? RealmDraft.withOneLogin(name, oneLoginUrl, SETTINGS)
                : RealmDraft.withFactor(name, "auth-otp-form");
    }
}
