package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

/**
 * Store of a user's OneLogin credentials, one for each enrolled device. The credentials decide, the user attributes
 * mirror them, and records outlive them until the devices are removed in OneLogin too.
 */
public final class DeviceCredentials {
    private static final Logger LOG = Logger.getLogger(DeviceCredentials.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final DeviceRecords records;

    public DeviceCredentials(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.records = DeviceRecords.cached(session, realm, user);
    }

    /** Returns whether the user has a OneLogin credential, readable or not. */
    public static boolean exist(UserModel user) {
        return stored(user).findAny().isPresent();
    }

    /** Returns the device of the credential with that id; empty if the user has no such device in that OneLogin account. */
    public Optional<EnrolledDevice> device(String credential, URI account) {
        return credentials().stream()
                .filter(stored -> credential.equals(stored.getId()))
                .flatMap(stored -> stored.device().stream())
                .filter(devicesIn(account)::contains)
                .findFirst();
    }

    /** Returns the devices in the user's order. A credential that can't be read is skipped and logged. */
    public List<EnrolledDevice> devices() {
        return credentials().stream()
                .flatMap(credential -> credential.device().stream())
                .toList();
    }

    /**
     * Returns the devices that can be challenged in one OneLogin account. In another account, the same ids may belong
     * to another user.
     *
     * @param account the base URL of the account
     * @return the devices in the account, and those whose account no record names
     */
    public List<EnrolledDevice> devicesIn(URI account) {
        return devices().stream()
                .filter(device -> records.otherAccount(account, device).isEmpty())
                .toList();
    }

    /** Returns the base URL of another OneLogin account, if one of the user's devices is in that account. */
    public Optional<URI> otherAccount(URI account) {
        return devices().stream()
                .flatMap(device -> records.otherAccount(account, device).stream())
                .findFirst();
    }

    /**
     * Stores a credential for a device that was proven, unless there is one, and corrects the record and the
     * attributes.
     *
     * @param account the base URL of the OneLogin account in which the device was proven
     * @return the new credential's id, or empty if there was a credential
     */
    public Optional<String> save(EnrolledDevice device, URI account) {
        var known = credentialOf(device);
        // Ids of a user and a device are together unique, so both addresses belong to one account.
        known.flatMap(id -> records.otherAccount(account, device))
                .ifPresent(address -> records.changeAccount(device.user(), address, account));
        var credential = known.orElseGet(() -> create(device));
        records.put(new DeviceRecord(credential, device.user(), device.id(), account));
        syncAttributes();
        return known.isPresent() ? Optional.empty() : Optional.of(credential);
    }

    /**
     * Records the devices that no record names yet, so that they can be removed in OneLogin too.
     *
     * @param account the base URL of the devices' OneLogin account
     */
    public void recordAll(URI account) {
        for (var credential : credentials()) {
            credential
                    .device()
                    .map(device -> new DeviceRecord(credential.getId(), device.user(), device.id(), account))
                    .ifPresent(records::putInKnownAccount);
        }
    }

    /**
     * Removes the credential of a device that was removed in OneLogin, and updates the attributes.
     *
     * @return the id of the removed credential, or empty if there was none
     */
    public Optional<String> deleteOfRemovedDevice(EnrolledDevice device) {
        var credential = credentialOf(device);
        credential.ifPresent(id -> {
            user.credentialManager().removeStoredCredentialById(id);
            records.remove(device.id());
            syncAttributes();
        });
        return credential;
    }

    /**
     * Removes the credential of a device, but keeps the device's record, which the removal in OneLogin needs (S10).
     *
     * @param account the base URL of the OneLogin account, used if no record names one
     * @return the id of the removed credential, or empty if there was none
     */
    public Optional<String> deleteAndUnregister(EnrolledDevice device, URI account) {
        var credential = credentialOf(device);
        credential.ifPresent(id -> {
            records.putInKnownAccount(new DeviceRecord(id, device.user(), device.id(), account));
            user.credentialManager().removeStoredCredentialById(id);
            syncAttributes();
        });
        return credential;
    }

    /**
     * Writes the content of the credentials to the user attributes. If a newer version of this extension wrote one of the
     * credentials, the attributes stay as that version wrote them.
     */
    public void syncAttributes() {
        var credentials = credentials();
        if (credentials.stream().noneMatch(OneLoginCredentialModel::isNewer)) {
            new MirrorAttributes(user).write(credentials);
        }
    }

    /**
     * Moves a device to the front of the user's devices. The position of these among other credentials is the user's
     * choice and stays.
     */
    public void moveToFront(EnrolledDevice device) {
        var first = credentials().stream().map(CredentialModel::getId).findFirst();
        credentialOf(device)
                .filter(id -> first.isPresent() && !first.get().equals(id))
                .ifPresent(id -> user.credentialManager().moveStoredCredentialTo(id, predecessor(first.get())));
    }

    /** Moves the credential of a device directly behind the credential of another device. */
    public void moveBehind(EnrolledDevice device, EnrolledDevice other) {
        credentialOf(device)
                .ifPresent(id -> credentialOf(other)
                        .ifPresent(previous -> user.credentialManager().moveStoredCredentialTo(id, previous)));
    }

    /**
     * Moves the credential of a device before the user's recovery codes, which are for emergencies. Keycloak asks for the
     * first of several credentials, and appends a new one after the codes.
     */
    public void moveBeforeRecoveryCodes(EnrolledDevice device) {
        var codes = user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> RecoveryAuthnCodesCredentialModel.TYPE.equals(credential.getType()))
                .map(CredentialModel::getId)
                .findFirst();
        codes.ifPresent(first -> credentialOf(device)
                .ifPresent(id -> user.credentialManager().moveStoredCredentialTo(id, predecessor(first))));
    }

    /** Returns the id of the credential before that one, or null if that one is the first. */
    private String predecessor(String credential) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getId)
                .takeWhile(id -> !id.equals(credential))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** Returns the id of the device's credential, or empty if there is none. */
    public Optional<String> credentialOf(EnrolledDevice device) {
        return credentials().stream()
                .filter(credential -> credential
                        .device()
                        .filter(known ->
                                known.id().equals(device.id()) && known.user().equals(device.user()))
                        .isPresent())
                .map(CredentialModel::getId)
                .findFirst();
    }

    private String create(EnrolledDevice device) {
        var provider = (OneLoginCredentialProvider)
                session.getProvider(CredentialProvider.class, OneLoginCredentialProviderFactory.PROVIDER_ID);
        var credential = OneLoginCredentialModel.of(device);
        credential.setUserLabel(unusedLabel(device.label().text()));
        return provider.createCredential(realm, user, credential).getId();
    }

    /**
     * Returns the label, with a number if the user has a credential of that name. Keycloak rejects a second one, and
     * OneLogin gives devices equal names.
     */
    private String unusedLabel(String label) {
        var used = user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getUserLabel)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return Stream.concat(Stream.of(label), IntStream.iterate(2, n -> n + 1).mapToObj(n -> label + " " + n))
                .filter(candidate -> !used.contains(candidate))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the stored credentials. A warning is logged for each that can't be read as a device. */
    public List<OneLoginCredentialModel> credentials() {
        var credentials = stored(user).map(OneLoginCredentialModel::of).toList();
        credentials.stream().filter(credential -> credential.device().isEmpty()).forEach(this::logUnreadable);
        return credentials;
    }

    private void logUnreadable(OneLoginCredentialModel credential) {
        LOG.warnf(
                credential.isNewer()
                        ? "Credential %s of user %s is of a newer version of the extension and is not used. Update the extension"
                                + " on this node."
                        : "Credential %s of user %s can't be read as a OneLogin device and is not used. Remove the credential in"
                                + " the admin console.",
                credential.getId(),
                user.getId());
    }

    private static Stream<CredentialModel> stored(UserModel user) {
        return user.credentialManager().getStoredCredentialsByTypeStream(OneLoginCredentialModel.TYPE);
    }
}
