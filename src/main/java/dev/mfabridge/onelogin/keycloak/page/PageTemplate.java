package dev.mfabridge.onelogin.keycloak.page;

import jakarta.ws.rs.core.Response;
import org.keycloak.forms.login.LoginFormsProvider;

/** Template of a page of this extension. */
final class PageTemplate {
    private PageTemplate() {}

    /**
     * Shows the page with its css and js, which are in a folder of this version's: browsers keep them by their address.
     *
     * @param form the form with what the page shows
     * @param template the file name of the template
     */
    static Response show(LoginFormsProvider form, String template) {
        return form.setAttribute("extensionVersion", ExtensionVersion.read()).createForm(template);
    }
}
