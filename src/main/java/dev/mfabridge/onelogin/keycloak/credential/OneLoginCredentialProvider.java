package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialMetadata;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Provider of the credential type {@code onelogin} for Keycloak's consoles and flows. Follows {@code
 * OTPCredentialProvider}.
 */
public final class OneLoginCredentialProvider implements CredentialProvider<OneLoginCredentialModel> {
    private final KeycloakSession session;

    public OneLoginCredentialProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getType() {
        return OneLoginCredentialModel.TYPE;
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, OneLoginCredentialModel credential) {
        if (credential.getCreatedDate() == null) {
            credential.setCreatedDate(Time.currentTimeMillis());
        }
        return user.credentialManager().createStoredCredential(credential);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return user.credentialManager().removeStoredCredentialById(credentialId);
    }

    @Override
    public OneLoginCredentialModel getCredentialFromModel(CredentialModel model) {
        return OneLoginCredentialModel.of(model);
    }

    /** Returns the factor type as the message; a credential that can't be read has none. */
    @Override
    public CredentialMetadata getCredentialMetadata(OneLoginCredentialModel credential, CredentialTypeMetadata type) {
        var metadata = new CredentialMetadata();
        metadata.setCredentialModel(credential);
        credential.device().ifPresent(device -> metadata.setInfoMessage("oneloginFactorType" + device.type()));
        return metadata;
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                // The account console builds this key of its own for the link to set up another factor.
                .displayName(getType() + "-display-name")
                .helpText("oneloginHelpText")
                .iconCssClass("kcAuthenticatorOTPClass")
                .createAction(ProviderIds.ENROLLMENT_ACTION)
                .removeable(true)
                .build(session);
    }
}
