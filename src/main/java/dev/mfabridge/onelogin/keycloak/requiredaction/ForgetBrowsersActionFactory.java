package dev.mfabridge.onelogin.keycloak.requiredaction;

/** Factory of "Forget browsers remembered for OneLogin", as the admin console lists the required action. */
public final class ForgetBrowsersActionFactory extends StatelessRequiredActionFactory {
    public static final String PROVIDER_ID = "onelogin-forget-browsers";

    public ForgetBrowsersActionFactory() {
        super(PROVIDER_ID, "Forget browsers remembered for OneLogin", new ForgetBrowsersAction());
    }
}
