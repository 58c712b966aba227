package dev.mfabridge.onelogin.keycloak;

/** Ids of this extension's providers that several packages need. */
public final class ProviderIds {
    /** Id of the authenticator of browser flows and direct grant flows. */
    public static final String AUTHENTICATOR = "onelogin-mfa";
    /** Id of the realm resource and of the admin realm resource. */
    public static final String RESOURCE = "onelogin-mfa";
    /** Id of the required action that enrolls a factor. */
    public static final String ENROLLMENT_ACTION = "onelogin-enroll";

    private ProviderIds() {}
}
