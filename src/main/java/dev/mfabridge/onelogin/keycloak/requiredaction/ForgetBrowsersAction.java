package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowsers;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

/**
 * Required action {@code onelogin-forget-browsers}, which revokes the user's remembered browsers: each of them requires
 * the factor again. It has no page, since the user loses nothing by it.
 */
final class ForgetBrowsersAction implements RequiredActionProvider {

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // An application or an administrator starts the action, so it triggers nothing by itself.
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        new RememberedBrowsers(context.getSession(), context.getRealm(), context.getUser()).revokeAll();
        context.success();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        requiredActionChallenge(context);
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
