package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowsers;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

/**
 * The action {@code onelogin-forget-browsers}: a person has the factor asked for again in every browser that is remembered.
 * It has no page: there is nothing to lose by it.
 */
final class ForgetBrowsersAction implements RequiredActionProvider {

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // It is asked for by an application or an administrator, and triggers nothing by itself.
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
        // Holds nothing of its own.
    }
}
