package dev.mfabridge.onelogin.keycloak.uninstall;

import java.util.stream.Stream;

/** Place in Keycloak's database with the credentials, attributes and required actions of one user. */
interface UserStore {
    /** Returns the ids of the OneLogin credentials. */
    Stream<String> credentials();

    void removeCredential(String id);

    /** Returns the names of the attributes. */
    Stream<String> attributes();

    void removeAttribute(String name);

    /** Returns the required actions. */
    Stream<String> requiredActions();

    void removeRequiredAction(String action);
}
