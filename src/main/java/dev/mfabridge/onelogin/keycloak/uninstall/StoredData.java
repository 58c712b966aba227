package dev.mfabridge.onelogin.keycloak.uninstall;

import java.util.List;

/**
 * Numbers of the values that this extension has stored in a realm.
 *
 * @param users the number of users with such values
 * @param credentials the number of credentials
 * @param records the number of records of devices
 * @param pendingRemovals the number of removals that OneLogin hasn't carried out
 * @param revocations the number of revocations of remembered browsers
 * @param attributes the number of users' attributes
 * @param requiredActions the number of required actions that users have to do
 * @param declarations the attributes that the user profile declares
 */
public record StoredData(
        int users,
        int credentials,
        int records,
        int pendingRemovals,
        int revocations,
        int attributes,
        int requiredActions,
        List<String> declarations) {
    static final StoredData NONE = new StoredData(0, 0, 0, 0, 0, 0, 0, List.of());

    public StoredData {
        declarations = List.copyOf(declarations);
    }

    /** Returns the numbers of both. The declarations are those of this object. */
    StoredData plus(StoredData other) {
        return new StoredData(
                users + other.users,
                credentials + other.credentials,
                records + other.records,
                pendingRemovals + other.pendingRemovals,
                revocations + other.revocations,
                attributes + other.attributes,
                requiredActions + other.requiredActions,
                declarations);
    }

    /** Returns the same numbers with this number of users. */
    StoredData ofUsers(int number) {
        return new StoredData(
                number, credentials, records, pendingRemovals, revocations, attributes, requiredActions, declarations);
    }

    /** Returns the same numbers with these declarations. */
    public StoredData withDeclarations(List<String> names) {
        return new StoredData(
                users, credentials, records, pendingRemovals, revocations, attributes, requiredActions, names);
    }
}
