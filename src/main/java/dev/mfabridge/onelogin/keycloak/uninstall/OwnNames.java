package dev.mfabridge.onelogin.keycloak.uninstall;

import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowsers;
import dev.mfabridge.onelogin.keycloak.requiredaction.ForgetBrowsersActionFactory;
import dev.mfabridge.onelogin.keycloak.requiredaction.OneLoginEnrollmentActionFactory;
import dev.mfabridge.onelogin.keycloak.user.UserProfileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of this extension's values about users, and the field of Keycloak's entities with such a name. */
enum OwnNames {
    CREDENTIAL_TYPES("type", Set.of(OneLoginCredentialModel.TYPE), Set.of()) {
        @Override
        StoredData count(String name, int number) {
            return new StoredData(0, number, 0, 0, 0, 0, 0, List.of());
        }
    },

    /** Attributes, of which those of the federated storage can be signed values. */
    ATTRIBUTES("name", attributes(), Set.of(DeviceRecords.PREFIX, DeviceRemovals.PREFIX)) {
        @Override
        StoredData count(String name, int number) {
            if (name.startsWith(DeviceRecords.PREFIX)) {
                return new StoredData(0, 0, number, 0, 0, 0, 0, List.of());
            } else if (name.startsWith(DeviceRemovals.PREFIX)) {
                return new StoredData(0, 0, 0, number, 0, 0, 0, List.of());
            } else if (name.equals(RememberedBrowsers.ATTRIBUTE)) {
                return new StoredData(0, 0, 0, 0, number, 0, 0, List.of());
            }
            return new StoredData(0, 0, 0, 0, 0, number, 0, List.of());
        }
    },

    REQUIRED_ACTIONS(
            "action",
            Set.of(OneLoginEnrollmentActionFactory.PROVIDER_ID, ForgetBrowsersActionFactory.PROVIDER_ID),
            Set.of()) {
        @Override
        StoredData count(String name, int number) {
            return new StoredData(0, 0, 0, 0, 0, 0, number, List.of());
        }
    };

    private final String field;
    private final Set<String> names;
    private final Set<String> prefixes;

    OwnNames(String field, Set<String> names, Set<String> prefixes) {
        this.field = field;
        this.names = names;
        this.prefixes = prefixes;
    }

    private static Set<String> attributes() {
        return Stream.concat(UserProfileAttributes.names().stream(), Stream.of(RememberedBrowsers.ATTRIBUTE))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the numbers of values with this name.
     *
     * @param name one of these names
     */
    abstract StoredData count(String name, int number);

    String field() {
        return field;
    }

    /** Returns the condition for these names in JPQL, where the entity is {@code v}. */
    String condition() {
        return Stream.concat(
                        names.stream().map(name -> "v.%s = '%s'".formatted(field, name)),
                        // An underscore stands for any character, unless it is escaped.
                        prefixes.stream()
                                .map(prefix ->
                                        "v.%s like '%s%%' escape '!'".formatted(field, prefix.replace("_", "!_"))))
                .collect(Collectors.joining(" or ", "(", ")"));
    }
}
