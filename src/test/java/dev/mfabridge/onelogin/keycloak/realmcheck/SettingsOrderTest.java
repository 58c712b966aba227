package dev.mfabridge.onelogin.keycloak.realmcheck;

import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.disabled;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.Line;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Order in which the executions of a realm supply the settings outside a flow. */
class SettingsOrderTest {
    private static final Line ONELOGIN = required("onelogin-mfa");

    private final RealmOfFlows realm = new RealmOfFlows()
            .flow("a forgotten flow", ONELOGIN)
            .directGrant("b direct grant", ONELOGIN)
            .flow("c post login", ONELOGIN)
            .identityProvider("company", true, false, "c post login")
            .flow("d own flow", ONELOGIN)
            .clientWithFlow("app", "browser", "d own flow")
            .browser("e browser", ONELOGIN);

    @Test
    @DisplayName("Flows in use come before a forgotten flow, and the browser flow comes first")
    void flowsInUseComeFirst() {
        assertThat(realm.settingsOrder())
                .containsExactly("e browser", "b direct grant", "c post login", "d own flow", "a forgotten flow");
    }

    @Test
    @DisplayName("In a login, the browser flow of the client comes first")
    void flowOfTheClientComesFirst() {
        realm.client("other", true, false, false, "openid-connect");

        assertThat(realm.settingsOrder("app").get(0)).isEqualTo("d own flow");
        assertThat(realm.settingsOrder("other").get(0)).isEqualTo("e browser");
    }

    @Test
    @DisplayName("An enabled execution comes before a disabled one, but not if its flow is forgotten")
    void disabledExecutionComesBeforeAForgottenFlow() {
        realm.browser("e browser", disabled("onelogin-mfa"));

        assertThat(realm.settingsOrder())
                .containsExactly("b direct grant", "c post login", "d own flow", "e browser", "a forgotten flow");
    }
}
