package dev.mfabridge.onelogin.keycloak.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.util.JsonSerialization;

/** Declaration of the attributes in a realm's user profile. */
class UserProfileAttributesTest {

    @Test
    @DisplayName("The user profile of the demo realm declares the attributes completely")
    void demoRealmDeclaresTheAttributes() throws IOException {
        var realm = JsonSerialization.mapper.readTree(Files.readString(Path.of("docker/realm/demo-realm.json")));
        var profile = realm.at(
                        "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                .asText();

        assertThat(UserProfileAttributes.addTo(JsonSerialization.readValue(profile, UPConfig.class)))
                .isEmpty();
    }
}
