package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.QueryPurpose;
import java.util.Comparator;
import java.util.Optional;

/**
 * Check in OneLogin before a remembered browser passes, if the settings require the user's status at each login (S8).
 * OneLogin must list the user as able to sign in, and the device that the user proved in this browser.
 */
public record RememberedDeviceCheck(LoginContext login, OneLoginConfig config) {

    /** Returns whether the settings require the query. */
    public boolean queriesOneLogin() {
        return config.policy().checksUserAtLogin();
    }

    /**
     * Queries OneLogin about the user and the device.
     *
     * @return OneLogin's answer if the browser must not pass; the login continues with this answer like any other
     *     login, so nothing is queried twice
     */
    public Optional<Event> objection(EnrolledDevice device) {
        if (!queriesOneLogin()) {
            return Optional.empty();
        }
        var known = new DeviceCredentials(login.session(), login.realm(), login.user())
                .devicesIn(config.account().baseUrl()).stream()
                        .sorted(Comparator.comparing(other -> !other.user().equals(device.user())))
                        .toList();
        var purpose = new QueryPurpose.SelectDevice(known);
        var executor = new LoginCommandExecutor(login, config);
        var lookup = executor.execute(new Command.LookUpUser(device.user(), purpose));
        if (lookup.failureReason().isPresent()) {
            return Optional.of(lookup);
        }
        var list = executor.execute(new Command.ListDevices(device.user(), purpose));
        return list.listsDevice(device.id()) ? Optional.empty() : Optional.of(list);
    }
}
