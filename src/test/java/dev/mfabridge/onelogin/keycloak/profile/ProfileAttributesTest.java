package dev.mfabridge.onelogin.keycloak.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.util.JsonSerialization;

/** What the attributes should be in a realm's user profile. */
class ProfileAttributesTest {

    @Test
    void theDemoRealmHasThemAsTheyShouldBe() throws IOException {
        var realm = JsonSerialization.mapper.readTree(Files.readString(Path.of("docker/realm/demo-realm.json")));
        var profile = realm.at(
                        "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                .asText();

        assertThat(ProfileAttributes.declareIn(JsonSerialization.readValue(profile, UPConfig.class)))
                .isEmpty();
    }

    @Test
    void usersMayEditWhatIsNotDeclaredWhereUnmanagedAttributesAreTheirs() {
        var profile = new UPConfig();
        profile.setAttributes(List.of());
        for (var policy : UnmanagedAttributePolicy.values()) {
            profile.setUnmanagedAttributePolicy(policy);

            assertThat(ProfileAttributes.usersMayEditOneLoginUser(profile))
                    .as(policy.name())
                    .isEqualTo(policy == UnmanagedAttributePolicy.ENABLED);
        }
    }

    @Test
    void whatIsDeclaredCountsWhateverThePolicyIs() {
        assertThat(ProfileAttributes.usersMayEditOneLoginUser(declaring("admin", "user")))
                .isTrue();
        assertThat(ProfileAttributes.usersMayEditOneLoginUser(declaring("admin")))
                .isFalse();
        assertThat(ProfileAttributes.usersMayEditOneLoginUser(declaring())).isFalse();
    }

    private static UPConfig declaring(String... editors) {
        var profile = new UPConfig();
        profile.setUnmanagedAttributePolicy(UnmanagedAttributePolicy.ENABLED);
        profile.addOrReplaceAttribute(new UPAttribute(
                ProfileAttributes.ONELOGIN_USER, new UPAttributePermissions(Set.of("admin"), Set.of(editors))));
        return profile;
    }
}
