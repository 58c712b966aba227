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

/**
 * A user's enrolled devices: the stored credentials decide, the user attributes mirror them, and records outlive them
 * until the devices are gone in OneLogin too.
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
        this.records = new DeviceRecords(session, realm, user);
    }

    /** @return whether there is a credential, be it readable or not */
    public static boolean exist(UserModel user) {
        return stored(user).findAny().isPresent();
    }

    /** @return whether the user has a credential with that id, of a device in that OneLogin account */
    public boolean contains(String credential, URI account) {
        return credentials().stream()
                .filter(stored -> credential.equals(stored.getId()))
                .flatMap(stored -> stored.device().stream())
                .anyMatch(devicesIn(account)::contains);
    }

    /** @return the devices in the order the user gave them; a credential that can't be read is passed over and logged */
    public List<EnrolledDevice> devices() {
        return credentials().stream()
                .flatMap(credential -> credential.device().stream())
                .toList();
    }

    /**
     * What can be asked for in one OneLogin account. In another, the same ids may be another person's.
     *
     * @param account the base URL of the account
     * @return the devices that are in it, and those of which no record says where they are
     */
    public List<EnrolledDevice> devicesIn(URI account) {
        return devices().stream()
                .filter(device -> records.otherAccount(account, device).isEmpty())
                .toList();
    }

    /** @return the base URL of another OneLogin account than this one, where a device is in one */
    public Optional<URI> otherAccount(URI account) {
        return devices().stream()
                .flatMap(device -> records.otherAccount(account, device).stream())
                .findFirst();
    }

    /**
     * Stores a credential for a device that was proven, unless there is one, and mends what is derived from it.
     *
     * @param account the base URL of the OneLogin account that it was proven to
     * @return the new credential's id, or empty when there was one
     */
    public Optional<String> save(EnrolledDevice device, URI account) {
        var known = credentialOf(device);
        // The same user and the same device are nowhere else: it is one account by two addresses.
        known.flatMap(id -> records.otherAccount(account, device))
                .ifPresent(address -> records.changeAccount(device.user(), address, account));
        var credential = known.orElseGet(() -> create(device));
        records.put(new DeviceRecord(credential, device.user(), device.id(), account));
        syncAttributes();
        return known.isPresent() ? Optional.empty() : Optional.of(credential);
    }

    /**
     * Writes down which devices there are, where that is not known yet, so that they can be removed in OneLogin too.
     *
     * @param account the base URL of the OneLogin account that they are in
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
     * Removes the credential of a device that is no longer there in OneLogin, and mends the attributes.
     *
     * @return the id of the credential that was removed, or empty when there was none
     */
    public Optional<String> delete(EnrolledDevice device) {
        var credential = credentialOf(device);
        credential.ifPresent(id -> {
            user.credentialManager().removeStoredCredentialById(id);
            records.remove(device.id());
            syncAttributes();
        });
        return credential;
    }

    /**
     * Removes the credential of a device that is to be removed in OneLogin as well.
     *
     * @param account the base URL of the OneLogin account, where no record says which
     * @return the id of the credential that was removed, or empty when there was none
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

    /** Makes the user attributes say what the credentials say. */
    public void syncAttributes() {
        new MirrorAttributes(user).write(credentials());
    }

    /** Makes it the first of the user's devices. Where these stand among other credentials is the user's own choice. */
    public void moveToFront(EnrolledDevice device) {
        var first = credentials().stream().map(CredentialModel::getId).findFirst();
        credentialOf(device)
                .filter(id -> first.isPresent() && !first.get().equals(id))
                .ifPresent(id -> user.credentialManager().moveStoredCredentialTo(id, predecessor(first.get())));
    }

    /** @return the id of the credential before that one, or null where there is none */
    private String predecessor(String credential) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getId)
                .takeWhile(id -> !id.equals(credential))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** @return the id of the device's credential, or empty when there is none */
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

    /** Keycloak refuses a second credential with the same name, and OneLogin names devices alike. */
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

    /** @return the stored credentials; those that can't be read as a device are logged */
    public List<OneLoginCredentialModel> credentials() {
        var credentials = stored(user).map(OneLoginCredentialModel::of).toList();
        credentials.stream()
                .filter(credential -> credential.device().isEmpty())
                .forEach(credential -> LOG.warnf(
                        "Credential %s of user %s can't be read as a OneLogin device and is not used. Remove the credential in the"
                                + " admin console.",
                        credential.getId(), user.getId()));
        return credentials;
    }

    private static Stream<CredentialModel> stored(UserModel user) {
        return user.credentialManager().getStoredCredentialsByTypeStream(OneLoginCredentialModel.TYPE);
    }
}
