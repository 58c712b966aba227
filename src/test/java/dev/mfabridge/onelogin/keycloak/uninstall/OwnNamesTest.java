package dev.mfabridge.onelogin.keycloak.uninstall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnNamesTest {

    @Test
    @DisplayName("Each kind of attribute is counted for itself")
    void eachKindOfAttributeIsCounted() {
        var data = Stream.of(
                        "onelogin_mfa_device.1",
                        "onelogin_mfa_device.2",
                        "onelogin_mfa_removal.1",
                        "onelogin_mfa_forgotten",
                        "onelogin_user_id",
                        "onelogin_mfa_device_id")
                .map(name -> OwnNames.ATTRIBUTES.count(name, 10))
                .reduce(StoredData.NONE, StoredData::plus);

        assertThat(data).isEqualTo(new StoredData(0, 0, 20, 10, 10, 20, 0, List.of()));
    }

    @Test
    @DisplayName("Credentials and required actions are not counted as attributes")
    void credentialsAndRequiredActionsAreCounted() {
        var data = OwnNames.CREDENTIAL_TYPES
                .count("onelogin", 2)
                .plus(OwnNames.REQUIRED_ACTIONS.count("onelogin-enroll", 3));

        assertThat(data).isEqualTo(new StoredData(0, 2, 0, 0, 0, 0, 3, List.of()));
    }

    @Test
    @DisplayName("The underscores of a prefix stand for themselves")
    void underscoresOfPrefixAreEscaped() {
        assertThat(OwnNames.ATTRIBUTES.condition())
                .contains("v.name like 'onelogin!_mfa!_device.%' escape '!'")
                .contains("v.name = 'onelogin_user_id'");
    }
}
