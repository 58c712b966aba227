package dev.mfabridge.onelogin.keycloak.compat;

import org.keycloak.credential.CredentialModel;

/** Link of a credential to the federation that stores it. */
public final class FederationLinks {
    private static final boolean EXIST = KeycloakVersion.running().isSince(26, 2);

    private FederationLinks() {}

    /** Copies the link of a credential. Before 26.2, credentials have none. */
    public static void copy(CredentialModel from, CredentialModel to) {
        if (EXIST) {
            LinksSince26_2.copy(from, to);
        }
    }

    private static final class LinksSince26_2 {
        static void copy(CredentialModel from, CredentialModel to) {
            to.setFederationLink(from.getFederationLink());
        }
    }
}
