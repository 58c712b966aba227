package dev.mfabridge.onelogin.keycloak.requiredaction;

/** "Forget browsers remembered for OneLogin" as the admin console lists it among the required actions. */
public final class ForgetBrowsersFactory extends ActionFactory {
    public static final String PROVIDER_ID = "onelogin-forget-browsers";

    public ForgetBrowsersFactory() {
        super(PROVIDER_ID, "Forget browsers remembered for OneLogin", new ForgetBrowsers());
    }
}
