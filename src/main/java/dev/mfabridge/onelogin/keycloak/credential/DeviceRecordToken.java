package dev.mfabridge.onelogin.keycloak.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.SignedFormat;
import java.net.URI;

/** Stored form of a {@link DeviceRecord}. The signature ensures that no user can have another user's device removed. */
final class DeviceRecordToken extends InternalToken {
    static final SignedFormat FORMAT = SignedFormat.first("onelogin-mfa-device");

    @JsonProperty("credential")
    private String credential;

    @JsonProperty("onelogin_user")
    private String oneLoginUser;

    @JsonProperty("device")
    private String device;

    @JsonProperty("account")
    private String account;

    static DeviceRecordToken of(DeviceRecord record) {
        var token = new DeviceRecordToken();
        token.credential = record.credential();
        token.oneLoginUser = record.user().value();
        token.device = record.device().value();
        token.account = record.account().toString();
        return token;
    }

    /**
     * Returns the record.
     *
     * @throws RuntimeException if a field is missing or has no valid value
     */
    DeviceRecord record() {
        return new DeviceRecord(credential, new OneLoginId(oneLoginUser), new OneLoginId(device), URI.create(account));
    }
}
