package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.page.StartPage;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowsers;
import dev.mfabridge.onelogin.keycloak.session.LoginOrigin;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

/**
 * Required action {@code onelogin-forget-browsers}, which revokes the user's remembered browsers: each of them requires
 * the factor again. If an application starts the action, a page with a button comes first, since any web site can make a
 * browser start the action.
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
        if (LoginOrigin.of(context).isStartedByApplication(ForgetBrowsersActionFactory.PROVIDER_ID)) {
            context.challenge(new StartPage(context.form()).announceForgetting());
        } else {
            forgetBrowsers(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (LoginOrigin.of(context).isForm()) {
            forgetBrowsers(context);
        } else {
            requiredActionChallenge(context);
        }
    }

    private static void forgetBrowsers(RequiredActionContext context) {
        RememberedBrowsers.stored(context.getSession(), context.getRealm(), context.getUser())
                .revokeAll();
        context.success();
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
