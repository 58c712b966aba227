package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.mfa.OneLoginEvent;
import dev.mfabridge.onelogin.mfa.Policy;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Numbers of devices and factors that OneLogin listed in this login, in notes of the authentication session. The pages
 * offer no other device or factor if there is none. The numbers decide nothing else.
 */
public record ListedChoices(AuthenticationSessionModel session) {
    private static final String DEVICES = "onelogin-mfa.devices";
    private static final String FACTORS = "onelogin-mfa.factors";

    /** Keeps the numbers of an event that lists devices or factors. */
    public void keep(OneLoginEvent event, Policy policy) {
        event.usableDevices(policy).ifPresent(number -> session.setAuthNote(DEVICES, number.toString()));
        event.usableFactors(policy).ifPresent(number -> session.setAuthNote(FACTORS, number.toString()));
    }

    /** Returns whether the user has several devices; empty if OneLogin listed none in this login. */
    public Optional<Boolean> hasSeveralDevices() {
        return isSeveral(DEVICES);
    }

    /** Returns whether the user can choose between factors; empty if OneLogin listed none in this login. */
    public Optional<Boolean> hasSeveralFactors() {
        return isSeveral(FACTORS);
    }

    private Optional<Boolean> isSeveral(String note) {
        return Optional.ofNullable(session.getAuthNote(note)).map(number -> Integer.parseInt(number) > 1);
    }
}
