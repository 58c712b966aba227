package dev.mfabridge.onelogin.keycloak;

/** Ids of this extension's providers that several packages need. */
public final class ProviderIds {
    /** The authenticator of browser flows and direct grant flows. */
    public static final String AUTHENTICATOR = "onelogin-mfa";
    /** The realm resource and the admin realm resource. */
    public static final String RESOURCE = "onelogin-mfa";
    /** The required action that enrolls a factor. */
    public static final String ENROLLMENT_ACTION = "onelogin-enroll";

    private ProviderIds() {}
}
