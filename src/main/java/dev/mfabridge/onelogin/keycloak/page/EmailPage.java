package dev.mfabridge.onelogin.keycloak.page;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;

/** Page on which a user requests the e-mail that verifies the user's address, and then continues. */
public enum EmailPage {
    OPENED {
        @Override
        LoginFormsProvider addMessage(LoginFormsProvider form) {
            return form;
        }
    },
    /** An e-mail was sent, now or less than a minute ago. */
    SENT {
        @Override
        LoginFormsProvider addMessage(LoginFormsProvider form) {
            return form.setInfo("oneloginEmailSent");
        }
    },
    NOT_SENT {
        @Override
        LoginFormsProvider addMessage(LoginFormsProvider form) {
            return form.setError("oneloginEmailNotSent");
        }
    },
    /** The user continues, and the address is not verified yet. */
    NOT_VERIFIED {
        @Override
        LoginFormsProvider addMessage(LoginFormsProvider form) {
            return form.setError("oneloginEmailNotVerified");
        }
    };

    private static final String TEMPLATE = "onelogin-email.ftl";

    abstract LoginFormsProvider addMessage(LoginFormsProvider form);

    /**
     * Returns the page.
     *
     * @param form the form that submits to the execution
     */
    public Response show(LoginFormsProvider form) {
        var isSent = this == SENT || this == NOT_VERIFIED;
        return PageTemplate.show(addMessage(form).setAttribute("onelogin", Map.of("sent", isSent)), TEMPLATE);
    }
}
