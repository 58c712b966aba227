package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.keycloak.compat.PageNumber;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;

/**
 * Pages before an enrollment: the choice of a factor, and then the name of its device.
 *
 * @param form the form that submits to the execution or required action
 */
record FactorPage(LoginFormsProvider form, PageOptions options) {
    private static final String FACTORS = "onelogin-factor.ftl";
    private static final String NAME = "onelogin-name.ftl";

    Response choose(List<OfferedFactor> offered) {
        var factors = offered.stream().map(FactorPage::attributes).toList();
        var attributes = Map.of("factors", factors, "graceDays", new PageNumber(options.graceDays()));
        return PageTemplate.show(form.setAttribute("onelogin", attributes), FACTORS);
    }

    /** Returns the page that asks for the name of the device, with a name for the user's device of that kind. */
    Response name(OfferedFactor factor, UserModel user) {
        var attributes = Map.of(
                "factor", factor.id().value(),
                "kind", factor.type().name(),
                "name", nameOf(user),
                "graceDays", new PageNumber(options.graceDays()));
        return PageTemplate.show(form.setAttribute("onelogin", attributes), NAME);
    }

    private static Map<String, String> attributes(OfferedFactor factor) {
        return Map.of(
                "id", factor.id().value(),
                "kind", factor.type().name(),
                "label", factor.label().text());
    }

    private static String nameOf(UserModel user) {
        return user.getFirstName() == null || user.getFirstName().isBlank()
                ? user.getUsername()
                : user.getFirstName().strip();
    }
}
