package dev.mfabridge.onelogin.keycloak.uninstall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UserDataTest {
    private final List<String> removed = new ArrayList<>();

    @Test
    @DisplayName("Only values of this extension are counted and removed")
    void onlyOwnValuesAreRemoved() {
        var store = new KeptStore();

        var data = UserData.in(store);
        data.removeFrom(store);

        assertThat(data.count()).isEqualTo(new StoredData(0, 1, 2, 1, 1, 2, 1, List.of()));
        assertThat(data.count().ofOneUser().users()).isEqualTo(1);
        assertThat(removed)
                .containsExactlyInAnyOrder(
                        "c1",
                        "onelogin_mfa_device.1",
                        "onelogin_mfa_device.2",
                        "onelogin_mfa_removal.1",
                        "onelogin_mfa_forgotten",
                        "onelogin_user_id",
                        "onelogin_mfa_enrolled",
                        "onelogin-enroll");
    }

    @Test
    @DisplayName("A user without values is not counted")
    void userWithoutValuesIsNotCounted() {
        assertThat(StoredData.NONE.ofOneUser().users()).isZero();
    }

    /** Store of one user with values of several extensions, which notes what is removed. */
    private final class KeptStore implements UserStore {
        @Override
        public Stream<String> credentials() {
            return Stream.of("c1");
        }

        @Override
        public void removeCredential(String id) {
            removed.add(id);
        }

        @Override
        public Stream<String> attributes() {
            return Stream.of(
                    "onelogin_mfa_device.1",
                    "onelogin_mfa_device.2",
                    "onelogin_mfa_removal.1",
                    "onelogin_mfa_forgotten",
                    "onelogin_user_id",
                    "onelogin_mfa_enrolled",
                    "onelogin_other",
                    "email",
                    "fedNotBefore");
        }

        @Override
        public void removeAttribute(String name) {
            removed.add(name);
        }

        @Override
        public Stream<String> requiredActions() {
            return Stream.of("onelogin-enroll", "CONFIGURE_TOTP");
        }

        @Override
        public void removeRequiredAction(String action) {
            removed.add(action);
        }
    }
}
