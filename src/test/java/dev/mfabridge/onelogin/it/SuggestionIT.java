package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who have enrolled their first factor, and to whom a page suggests another one. */
class SuggestionIT {
    private static final String SUGGESTION = "#onelogin-suggest-form";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void suggestFactor() {
        realm.execution()
                .configure(
                        Map.of(ConfigProperty.SUGGEST_FACTOR.key(), "true", ConfigProperty.MESSAGE_LIMIT.key(), "100"));
    }

    @Test
    @DisplayName("The page follows the first enrollment, and a user who skips it is signed in and not asked again")
    void skippedSuggestionIsNotRepeated() {
        var user = realm.user("ann");
        var ann = enrolls(user);

        ann.sees("You can set up another factor").reloads().sees("You can set up another factor");
        ann.skips();

        assertThat(ann.isSignedIn()).as(ann.page().text()).isTrue();
        ann.signsOut().signsInWithPassword().entersCode(realm.lastCodeOf(user));
        assertThat(ann.isSignedIn()).as(ann.page().text()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
    }

    @Test
    @DisplayName("A user who follows the suggestion enrolls another factor in the same login")
    void userEnrollsAnotherFactor() {
        var user = realm.user("ben");
        var ben = enrolls(user).submits(SUGGESTION, Map.of("add", "true"));

        ben.choosesFactor("Email").entersCode(realm.lastCodeOf(user));

        assertThat(ben.isSignedIn()).as(ben.page().text()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(2);
    }

    @Test
    @DisplayName("A user who has begun another factor can still skip it")
    void userSkipsAfterTheChoice() {
        var user = realm.user("cora");
        var cora = enrolls(user).submits(SUGGESTION, Map.of("add", "true")).choosesFactor("Email");

        cora.skips();

        assertThat(cora.isSignedIn()).as(cora.page().text()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
    }

    @Test
    @DisplayName("Without the setting, no page follows the enrollment")
    void defaultSuggestsNothing() {
        realm.execution().configure(Map.of());
        var user = realm.user("dave");

        assertThat(enrolls(user).isSignedIn()).isTrue();
    }

    private static Person enrolls(TestUser user) {
        return realm.person(user).signsInWithPassword().choosesFactor("SMS").entersCode(realm.lastCodeOf(user));
    }
}
