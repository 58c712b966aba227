package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Tests of the {@code amr} claim, from which an application learns the proven factor (S8). */
@Tag("core")
class AmrIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(AmrIT::addMappers);

    private static void addMappers(RealmRepresentation plan) {
        var mapper = new ProtocolMapperRepresentation();
        mapper.setName("amr");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("onelogin-amr-mapper");
        mapper.setConfig(Map.of("id.token.claim", "true", "access.token.claim", "true"));
        var keycloaks = new ProtocolMapperRepresentation();
        keycloaks.setName("Keycloak's amr");
        keycloaks.setProtocol("openid-connect");
        keycloaks.setProtocolMapper("oidc-amr-mapper");
        keycloaks.setConfig(mapper.getConfig());
        plan.getClients().get(0).setProtocolMappers(List.of(mapper, keycloaks));
    }

    @BeforeEach
    void allowEveryFactor() {
        configure(Map.of());
    }

    @Test
    @DisplayName("A proof by text message gives the amr value sms")
    void textMessageIsSms() {
        var user = realm.user("ann").enrolled(SimulatedFactorType.SMS);
        var ann = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        var tokens = ann.tokens();

        assertThat(tokens.amr()).containsExactly("sms");
        assertThat(tokens.access().path("amr")).isEqualTo(tokens.id().path("amr"));
    }

    @Test
    @DisplayName("An enrollment by text message gives the amr value sms in the same login")
    void enrollmentByTextMessageIsSms() {
        var user = realm.user("abby", simulated -> simulated.offered(SimulatedFactorType.SMS));

        var abby = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        assertThat(abby.tokens().amr()).containsExactly("sms");
    }

    @Test
    @DisplayName("A code from an e-mail gives the amr value otp")
    void emailCodeIsOneTimePassword() {
        var user = realm.user("ben").enrolled(SimulatedFactorType.EMAIL);

        var ben = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        assertThat(ben.tokens().amr()).containsExactly("otp");
    }

    @Test
    @DisplayName("A link from an e-mail gives the amr value otp")
    void emailLinkIsOneTimePassword() {
        configure(Map.of(ConfigProperty.EMAIL_LINK.key(), "link"));
        var user = realm.user("bea").enrolled(SimulatedFactorType.EMAIL_LINK);
        var bea = realm.person(user).signsInWithPassword();
        realm.oneLogin().clickLink(user.oneLoginId());

        assertThat(bea.checksConfirmation().tokens().amr()).containsExactly("otp");
    }

    @Test
    @DisplayName("A code of an authenticator app gives the amr value otp")
    void authenticatorCodeIsOneTimePassword() {
        var user = realm.user("cora").enrolled(SimulatedFactorType.AUTHENTICATOR);
        var cora = realm.person(user).signsInWithPassword();

        cora.entersCode(realm.oneLogin().appCode(user.oneLoginId(), user.device()));

        assertThat(cora.tokens().amr()).containsExactly("otp");
    }

    @Test
    @DisplayName("An approved push gives the amr value swk, and a code of OneLogin Protect gives otp")
    void approvedPushIsSoftwareKeyAndProtectCodeIsOneTimePassword() {
        var user = realm.user("dan").enrolled(SimulatedFactorType.PROTECT);
        var pushed = realm.person(user).signsInWithPassword();
        realm.oneLogin().approve(user.oneLoginId());
        assertThat(pushed.checksConfirmation().tokens().amr()).containsExactly("swk");

        var typed = realm.person(user).signsInWithPassword();
        typed.entersCode(realm.oneLogin().appCode(user.oneLoginId(), user.device()));
        assertThat(typed.tokens().amr()).containsExactly("otp");
    }

    @Test
    @DisplayName("A call gives the amr value tel")
    void callIsTel() {
        var user = realm.user("eve").enrolled(SimulatedFactorType.VOICE);
        var eve = realm.person(user).signsInWithPassword();
        realm.oneLogin()
                .typeIntoPhone(
                        user.oneLoginId(),
                        eve.page().element(".onelogin-mfa-number").text());

        assertThat(eve.checksConfirmation().tokens().amr()).containsExactly("tel");
    }

    @Test
    @DisplayName("The amr value lasts as long as the session")
    void amrLastsAsLongAsTheSession() {
        var user = realm.user("fay").enrolled(SimulatedFactorType.SMS);
        var fay = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        var refreshed = fay.refreshes(fay.tokens());
        assertThat(refreshed.amr()).containsExactly("sms");
        assertThat(fay.opensLogin().tokens().amr()).containsExactly("sms");
    }

    @Test
    @DisplayName("The amr value expires after the configured maximum age")
    void amrExpiresAfterTheMaxAge() {
        configure(Map.of("default.reference.maxAge", "2"));
        var user = realm.user("gil").enrolled(SimulatedFactorType.SMS);
        var gil = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));
        var tokens = gil.tokens();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> gil.refreshes(tokens).amr().isEmpty());

        configure(Map.of("default.reference.maxAge", "3600"));
        assertThat(gil.refreshes(tokens).amr()).containsExactly("sms");
    }

    @Test
    @DisplayName("The reference value that an administrator configures replaces the default amr value")
    void configuredReferenceValueReplacesTheDefault() {
        configure(Map.of("default.reference.value", "mfa", "default.reference.maxAge", "3600"));
        var user = realm.user("hal").enrolled(SimulatedFactorType.SMS);

        var hal = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        assertThat(hal.tokens().amr()).containsExactly("mfa");
    }

    @Test
    @DisplayName("A remembered browser proves no factor and gives no amr value")
    void rememberedBrowserHasNoAmr() {
        configure(Map.of(ConfigProperty.REMEMBER_HOURS.key(), "1"));
        var user = realm.user("ida").enrolled(SimulatedFactorType.SMS);
        var ida = realm.person(user).signsInWithPassword();
        ida.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "on"));
        assertThat(ida.tokens().amr()).containsExactly("sms");

        assertThat(ida.signsOut().signsInWithPassword().tokens().amr()).isEmpty();
    }

    private static void configure(Map<String, String> changes) {
        var all = new HashMap<>(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        all.putAll(changes);
        realm.execution().configure(all);
    }
}
