package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.mfa.OneLoginEvent;
import dev.mfabridge.onelogin.mfa.Policy;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers of devices and factors that OneLogin listed in this login and that the settings of the execution allow, in notes of
 * the authentication session. The pages offer no other device or factor if there is none. The numbers decide nothing else.
 */
public record ListedChoices(LoginContext login) {
    private static final String DEVICES = "onelogin-mfa.devices.";
    private static final String FACTORS = "onelogin-mfa.factors.";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Keeps the numbers of an event that lists devices or factors. */
    public void keep(OneLoginEvent event, Policy policy) {
        event.usableDevices(policy).ifPresent(number -> keep(DEVICES, number));
        event.usableFactors(policy).ifPresent(number -> keep(FACTORS, number));
    }

    /** Returns whether the user has several devices; empty if OneLogin listed none in this login. */
    public Optional<Boolean> hasSeveralDevices() {
        return isSeveral(DEVICES);
    }

    /** Returns whether the user can choose between factors; empty if OneLogin listed none in this login. */
    public Optional<Boolean> hasSeveralFactors() {
        return isSeveral(FACTORS);
    }

    private void keep(String note, int number) {
        login.authSession().setAuthNote(note + login.executionId(), String.valueOf(number));
    }

    private Optional<Boolean> isSeveral(String note) {
        return Optional.ofNullable(login.authSession().getAuthNote(note + login.executionId()))
                .filter(number -> NUMBER.matcher(number).matches())
                .map(number -> Integer.parseInt(number) > 1);
    }
}
