package dev.mfabridge.onelogin.keycloak.page;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * Page with the reason why the user can't continue, and a button to retry.
 *
 * @param form the form with the message
 */
record FailurePage(LoginFormsProvider form) {
    private static final String TEMPLATE = "onelogin-failure.ftl";

    /**
     * Returns the page.
     *
     * @param waitSeconds the seconds until a retry
     */
    Response show(long waitSeconds) {
        return show("oneloginFailureTitle", waitSeconds);
    }

    Response show(String title, long waitSeconds) {
        var attributes = Map.of("title", title, "waitSeconds", waitSeconds);
        return PageTemplate.show(form.setAttribute("onelogin", attributes), TEMPLATE);
    }
}
