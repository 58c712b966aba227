package dev.mfabridge.onelogin.keycloak.uninstall;

import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowsers;
import dev.mfabridge.onelogin.keycloak.requiredaction.ForgetBrowsersActionFactory;
import dev.mfabridge.onelogin.keycloak.requiredaction.OneLoginEnrollmentActionFactory;
import dev.mfabridge.onelogin.keycloak.user.UserProfileAttributes;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Values of this extension about one user in one place.
 *
 * @param credentials the ids of the credentials
 * @param attributes the names of the attributes, of which those of the federated storage can be signed values
 */
record UserData(List<String> credentials, List<String> attributes, List<String> requiredActions) {
    private static final Set<String> ACTIONS =
            Set.of(OneLoginEnrollmentActionFactory.PROVIDER_ID, ForgetBrowsersActionFactory.PROVIDER_ID);

    static UserData in(UserStore store) {
        return new UserData(
                store.credentials().toList(),
                store.attributes().filter(UserData::isOurs).toList(),
                store.requiredActions().filter(ACTIONS::contains).toList());
    }

    void removeFrom(UserStore store) {
        credentials.forEach(store::removeCredential);
        attributes.forEach(store::removeAttribute);
        requiredActions.forEach(store::removeRequiredAction);
    }

    StoredData count() {
        var records = count(UserData::isRecord);
        var removals = count(UserData::isRemoval);
        var revocations = count(RememberedBrowsers.ATTRIBUTE::equals);
        return new StoredData(
                0,
                credentials.size(),
                records,
                removals,
                revocations,
                attributes.size() - records - removals - revocations,
                requiredActions.size(),
                List.of());
    }

    private int count(Predicate<String> kind) {
        return (int) attributes.stream().filter(kind).count();
    }

    private static boolean isOurs(String attribute) {
        return isRecord(attribute)
                || isRemoval(attribute)
                || RememberedBrowsers.ATTRIBUTE.equals(attribute)
                || UserProfileAttributes.names().contains(attribute);
    }

    private static boolean isRecord(String attribute) {
        return attribute.startsWith(DeviceRecords.PREFIX);
    }

    private static boolean isRemoval(String attribute) {
        return attribute.startsWith(DeviceRemovals.PREFIX);
    }
}
