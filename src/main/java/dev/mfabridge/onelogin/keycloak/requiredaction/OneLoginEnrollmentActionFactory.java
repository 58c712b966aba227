package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.session.LoginContext;

/** Factory of "Set up OneLogin factor", as the admin console lists the required action. */
public final class OneLoginEnrollmentActionFactory extends StatelessRequiredActionFactory {
    public static final String PROVIDER_ID = LoginContext.ENROLLMENT;

    public OneLoginEnrollmentActionFactory() {
        super(PROVIDER_ID, "Set up OneLogin factor", new OneLoginEnrollmentAction());
    }
}
