package dev.mfabridge.onelogin.keycloak.remember;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.StoredFixture;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.fuzz.FuzzedSession;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import dev.mfabridge.onelogin.keycloak.token.SignedFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Stored formats of the cookies of browsers, and of the revocation of these browsers. */
class StoredBrowsersTest {
    private static final String REMEMBERED = "ONELOGIN_MFA_REMEMBERED";
    private static final String KNOWN = "ONELOGIN_MFA_BROWSER";
    private static final String REVOCATION = "onelogin_mfa_forgotten";
    private static final Duration LIFETIME = Duration.ofDays(36_500);

    private final FuzzedSession session = new FuzzedSession();

    @Test
    @DisplayName("The token of a remembered browser is written as in the fixture of its version")
    void rememberedBrowserIsWrittenAsPinned() {
        assertForm(
                rules().bind(new RememberedToken(), FuzzedSession.CREDENTIAL),
                RememberedToken.FORMAT,
                "remembered-browser-v1.json");
    }

    @Test
    @DisplayName("The token of a remembered browser is read")
    void rememberedBrowserIsRead() {
        session.setCookie(REMEMBERED, signed("remembered-browser-v1.json"));

        assertThat(provenCredential()).contains(FuzzedSession.CREDENTIAL);
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.LOSS)
    @DisplayName(
            "A remembered browser of a newer version is not remembered, and another version's token beside it counts")
    void newerRememberedBrowserIsIgnored() {
        session.setCookie(REMEMBERED, signed("remembered-browser-newer.json"));
        assertThat(provenCredential()).isEmpty();

        session.setCookie(
                REMEMBERED, signed("remembered-browser-v1.json") + "~" + signed("remembered-browser-newer.json"));
        assertThat(provenCredential()).contains(FuzzedSession.CREDENTIAL);
    }

    @Test
    @DisplayName("The token of a known browser is written as in the fixture of its version")
    void knownBrowserIsWrittenAsPinned() {
        assertForm(
                rules().bind(new KnownBrowserToken().ofBrowser("b1"), FuzzedSession.CREDENTIAL),
                KnownBrowserToken.FORMAT,
                "known-browser-v1.json");
    }

    @Test
    @DisplayName("The token of a known browser is read, and that of a newer version is not")
    void knownBrowserIsRead() {
        session.setCookie(KNOWN, signed("known-browser-v1.json"));
        assertThat(knownBrowser()).contains("b1");

        session.setCookie(KNOWN, signed("known-browser-newer.json"));
        assertThat(knownBrowser()).isEmpty();
    }

    @Test
    @DisplayName("A revocation is written as in the fixture of its version")
    void revocationIsWrittenAsPinned() {
        browsers().revokeAll();

        var written = (ObjectNode)
                StoredFixture.claims(session.attributes().get(REVOCATION).get(0));
        assertThat(written.path("iat").isInt()).isTrue();
        assertThat(written.put("iat", 1_500_000_000)).isEqualTo(StoredFixture.json("revocation-v1.json"));
    }

    @Test
    @DisplayName("A revocation is read")
    void revocationIsRead() {
        session.setAttribute(REVOCATION, signed("revocation-v1.json"));

        assertThat(browsers().revokedUntil()).isEqualTo(1_500_000_000L);
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.LOSS)
    @DisplayName("A revocation of a newer version revokes all browsers, and stays when a proof writes one beside it")
    void newerRevocationStays() {
        var newer = signed("revocation-newer.json");
        session.setAttribute(REVOCATION, newer);
        assertThat(browsers().revokedUntil()).isEqualTo(Long.MAX_VALUE);

        browsers().repair();

        assertThat(session.attributes().get(REVOCATION)).hasSize(2).contains(newer);
        assertThat(browsers().revokedUntil()).isBetween(1_700_000_000L, 4_000_000_000L);
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.LOSS)
    @DisplayName("A revocation of a newer version counts again if it is later than that of this version")
    void laterRevocationOfNewerVersionCounts() {
        session.setAttribute(REVOCATION, signed("revocation-v1.json"));
        var earlier = session.attributes().get(REVOCATION).get(0);
        var later = (ObjectNode) StoredFixture.json("revocation-newer.json");
        later.put("iat", 1_500_000_001);
        session.attributes()
                .put(REVOCATION, List.of(earlier, FuzzedSession.sign(later.toString(), FuzzedSession.INTERNAL)));

        assertThat(browsers().revokedUntil()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.LOSS)
    @DisplayName("A revocation that another node has just stored is not replaced, although the cache has a damaged one")
    void revocationOfAnotherNodeStays() {
        session.attributes().put(REVOCATION, List.of("damaged"));
        var user = session.cachedUser();
        assertThat(cachedBrowsers(user).revokedUntil()).isEqualTo(Long.MAX_VALUE);
        var stored = signed("revocation-v1.json");
        session.attributes().put(REVOCATION, List.of(stored));

        cachedBrowsers(user).repair();

        assertThat(session.attributes().get(REVOCATION)).containsExactly(stored);
    }

    @Test
    @DisplayName("A request checks the signature of a cookie once")
    void cookieIsCheckedOnce() {
        session.setCookie(KNOWN, signed("known-browser-v1.json"));
        var request = new RequestSession(session.session());
        var browser = new KnownBrowser(request.session(), session.realm(), session.user());
        assertThat(browser.id()).contains("b1");
        var uses = request.usesOfTokens();

        assertThat(new KnownBrowser(request.session(), session.realm(), session.user()).id())
                .contains("b1");

        assertThat(request.usesOfTokens()).isEqualTo(uses);
    }

    /** Session of one request, which keeps attributes and counts the uses of Keycloak's signed tokens. */
    private static final class RequestSession {
        private final Map<Object, Object> attributes = new HashMap<>();
        private final KeycloakSession session;
        private int uses;

        RequestSession(KeycloakSession other) {
            session = Fake.of(KeycloakSession.class, (fake, method, arguments) -> switch (method.getName()) {
                case "getAttribute" -> attributes.get(arguments[0]);
                case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                case "tokens" -> {
                    uses++;
                    yield method.invoke(other, arguments);
                }
                default -> method.invoke(other, arguments);
            });
        }

        KeycloakSession session() {
            return session;
        }

        int usesOfTokens() {
            return uses;
        }
    }

    private RememberedBrowsers cachedBrowsers(UserModel user) {
        return RememberedBrowsers.cached(session.session(), session.realm(), user);
    }

    private void assertForm(InternalToken token, SignedFormat format, String fixture) {
        token.exp(4_000_000_000L);
        var signed = new InternalTokens(session.session(), session.realm(), session.user())
                .sign(token, format, 1_600_000_000);

        assertThat(StoredFixture.claims(signed)).isEqualTo(StoredFixture.json(fixture));
    }

    private Optional<String> provenCredential() {
        return new RememberedBrowser(session.session(), session.realm(), session.user()).provenCredential(LIFETIME);
    }

    private Optional<String> knownBrowser() {
        return new KnownBrowser(session.session(), session.realm(), session.user()).id();
    }

    private RememberedBrowsers browsers() {
        return RememberedBrowsers.stored(session.session(), session.realm(), session.user());
    }

    private BrowserTokenRules rules() {
        return new BrowserTokenRules(session.session(), session.realm(), session.user(), browsers());
    }

    private static String signed(String fixture) {
        return FuzzedSession.sign(StoredFixture.compact(fixture), FuzzedSession.INTERNAL);
    }
}
