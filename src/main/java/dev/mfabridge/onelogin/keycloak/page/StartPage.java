package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * Page with a button, for a request that the user may not have made on purpose. The page says what the button does, and
 * nothing happens before.
 */
public record StartPage(LoginFormsProvider form) {
    private static final String TEMPLATE = "onelogin-start.ftl";

    /**
     * Returns the page that says what a login is about to send.
     *
     * @param device the device that the login starts with, or empty if it isn't known yet
     */
    public Response announce(Optional<EnrolledDevice> device) {
        var attributes =
                new HashMap<String, Object>(Map.of("title", "oneloginCodeTitle", "text", "oneloginStartUnknown"));
        device.filter(known -> known.type().sendsMessage()).ifPresent(known -> {
            attributes.put("text", "oneloginStart" + known.type());
            attributes.put("label", known.label().text());
        });
        return PageTemplate.show(form.setAttribute("onelogin", attributes), TEMPLATE);
    }

    /** Returns the page that says that remembered browsers are about to be forgotten. */
    public Response announceForgetting() {
        var attributes = Map.of("title", "oneloginForgetTitle", "text", "oneloginForget");
        return PageTemplate.show(form.setAttribute("onelogin", attributes), TEMPLATE);
    }
}
