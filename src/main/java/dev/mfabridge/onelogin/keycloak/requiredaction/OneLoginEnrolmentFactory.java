package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.login.Login;

/** "Set up OneLogin factor" as the admin console lists it among the required actions. */
public final class OneLoginEnrolmentFactory extends ActionFactory {
    public static final String PROVIDER_ID = Login.ENROLMENT;

    public OneLoginEnrolmentFactory() {
        super(PROVIDER_ID, "Set up OneLogin factor", new OneLoginEnrolment());
    }
}
