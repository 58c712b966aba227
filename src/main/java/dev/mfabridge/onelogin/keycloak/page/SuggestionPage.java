package dev.mfabridge.onelogin.keycloak.page;

import jakarta.ws.rs.core.Response;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * Page that suggests another factor to a user who has just enrolled the first one.
 *
 * @param form the form that submits to the required action
 */
public record SuggestionPage(LoginFormsProvider form) {
    private static final String TEMPLATE = "onelogin-suggest.ftl";

    public Response show() {
        return PageTemplate.show(form, TEMPLATE);
    }

    /** Returns a form whose page can be left, since the other factor is only suggested. */
    public static LoginFormsProvider skippable(LoginFormsProvider form) {
        return form.setAttribute("suggestsFactor", true);
    }
}
