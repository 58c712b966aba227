package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;

/** Users of a realm with <em>Verify email</em> whose address is not verified, with the mapping by e-mail (S1). */
@Tag("this-machine")
@Tag("core")
class EmailVerificationIT {
    private static final Pattern LINK = Pattern.compile("https?://\\S+/login-actions/action-token\\S+");
    private static final GreenMail MAIL = mailServer();

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(EmailVerificationIT::verifyEmail);

    @RegisterExtension
    static final TestRealm withoutVerification = TestRealm.withOneLogin();

    private static GreenMail mailServer() {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
    }

    private static void verifyEmail(RealmRepresentation representation) {
        representation.setVerifyEmail(true);
        representation.setSmtpServer(Map.of(
                "host", "localhost",
                "port", String.valueOf(MAIL.getSmtp().getPort()),
                "from", "keycloak@example.com"));
    }

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("A user verifies the address during the login, and then enrolls a factor")
    void userVerifiesAddressAndEnrolls() {
        var user = unverified(realm, realm.user("ann"));
        var ann = realm.person(user).signsInWithPassword().sees("Confirm your e-mail address");
        assertThat(mailsTo(user)).isEmpty();

        requestsEmail(ann).sees("We sent you an e-mail");
        continues(ann).sees("Your e-mail address isn't confirmed yet");
        followsLink(realm.person(user), linkTo(user)).sees("Your e-mail address is confirmed");

        assertThat(continues(ann).isAskedForFactor()).isTrue();
        ann.choosesFactor("SMS").entersCode(realm.lastCodeOf(user));
        assertThat(ann.isSignedIn()).isTrue();
        assertThat(realm.admin().users().get(user.id()).toRepresentation().getRequiredActions())
                .isEmpty();
        assertThat(realm.events(user, "VERIFY_EMAIL")).hasSize(1);
        assertThat(realm.events(user, "SEND_VERIFY_EMAIL")).hasSize(1);
    }

    @Test
    @DisplayName("A user who opens the link in the browser of the login is challenged after another password")
    void linkInSameBrowserEndsWithoutLogin() {
        var user = unverified(realm, realm.user("ben").withDevice(SimulatedFactorType.SMS));
        var ben = requestsEmail(realm.person(user).signsInWithPassword());

        followsLink(ben, linkTo(user));
        assertThat(ben.isSignedIn()).isFalse();
        ben.opensLogin().signsInWithPassword();

        assertThat(ben.isAskedForCode()).as(ben.page().text()).isTrue();
        assertThat(ben.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A link that names the tab of a login continues that login nowhere (S1)")
    void linkWithTabOfLoginSignsNobodyIn() {
        var user = unverified(realm, realm.user("cora").withDevice(SimulatedFactorType.SMS));
        var cora = requestsEmail(realm.person(user).signsInWithPassword());
        var parameters = cora.page()
                .target("#onelogin-email-form")
                .getRawQuery()
                .replaceAll("(session_code|execution)=[^&]*&?", "");

        cora.opens(URI.create(linkTo(user) + "&" + parameters));
        while (cora.page().has("a[href*=action-token]")) {
            cora.opens(URI.create(cora.page().element("a[href*=action-token]").absUrl("href")));
            assertThat(cora.isSignedIn()).isFalse();
        }
        cora.opensLogin();

        assertThat(cora.isSignedIn()).isFalse();
        assertThat(cora.page().has("#kc-form-login")).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The link starts no required action, which would need no factor (S1)")
    void linkStartsNoRequiredAction() {
        var user = unverified(realm, realm.user("dan"));
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setRequiredActions(List.of("CONFIGURE_TOTP", "UPDATE_PASSWORD"));
        resource.update(changed);
        requestsEmail(realm.person(user).signsInWithPassword());

        var other = followsLink(realm.person(user), linkTo(user));

        other.sees("Your e-mail address is confirmed");
        assertThat(other.page().has("#kc-passwd-update-form")).isFalse();
        assertThat(other.page().has("#kc-totp-settings-form")).isFalse();
        assertThat(resource.toRepresentation().getRequiredActions()).contains("CONFIGURE_TOTP", "UPDATE_PASSWORD");
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.WEB)
    @DisplayName("Opening the link without confirming it verifies nothing, since a mail scanner may open it")
    void openedLinkVerifiesNothing() {
        var user = unverified(realm, realm.user("eve"));
        requestsEmail(realm.person(user).signsInWithPassword());

        realm.person(user).opens(linkTo(user)).sees("Confirm that " + user.email() + " is your e-mail address");

        assertThat(realm.admin().users().get(user.id()).toRepresentation().isEmailVerified())
                .isFalse();
    }

    @Test
    @DisplayName("A user gets one e-mail a minute, however often the user asks")
    void userGetsOneEmailPerMinute() {
        var user = unverified(realm, realm.user("fay"));
        var fay = realm.person(user).signsInWithPassword();

        for (var request = 0; request < 3; request++) {
            requestsEmail(fay).sees("We sent you an e-mail");
        }
        requestsEmail(realm.person(user).signsInWithPassword());

        assertThat(mailsTo(user)).hasSize(1);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The link of an earlier address does not verify a new address")
    void linkOfEarlierAddressVerifiesNothing() {
        var user = unverified(realm, realm.user("gil"));
        requestsEmail(realm.person(user).signsInWithPassword());
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEmail("another@example.org");
        resource.update(changed);

        realm.person(user).opens(linkTo(user));

        assertThat(resource.toRepresentation().isEmailVerified()).isFalse();
    }

    @Test
    @DisplayName("A realm that verifies no address rejects the user, and the log names the remedy")
    void realmWithoutVerificationNamesRemedy() {
        var user = unverified(withoutVerification, withoutVerification.user("hal"));
        var mark = withoutVerification.log().mark();

        withoutVerification.person(user).signsInWithPassword().sees("We couldn't find your OneLogin account");

        assertThat(withoutVerification.log().since(mark))
                .anyMatch(line -> line.contains("e-mail address is not verified") && line.contains("Verify email"));
    }

    @Test
    @DisplayName("A direct grant of a user with an unverified address gets no token and sends no e-mail")
    void directGrantGetsNoToken() {
        var user = unverified(realm, realm.user("ida"));

        assertThat(realm.requestToken(user, Map.of("email", "true")).isToken()).isFalse();

        assertThat(mailsTo(user)).isEmpty();
    }

    @Test
    @DisplayName("A user with a known device is challenged, whether the address is verified or not")
    void userWithKnownDeviceIsChallenged() {
        var user = unverified(realm, realm.user("joe").enrolled(SimulatedFactorType.SMS));

        assertThat(realm.person(user).signsInWithPassword().isAskedForCode()).isTrue();
    }

    private static TestUser unverified(TestRealm realm, TestUser user) {
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEmailVerified(false);
        resource.update(changed);
        return user;
    }

    private static Person requestsEmail(Person person) {
        return person.submits("#onelogin-email-form", Map.of("email", "true"));
    }

    private static Person continues(Person person) {
        return person.submits("#onelogin-continue-form", Map.of("continue", "true"));
    }

    /** Opens the link and confirms the address on its page. */
    private static Person followsLink(Person person, URI link) {
        person.opens(link).sees("is your e-mail address");
        return person.opens(
                URI.create(person.page().element("a[href*=action-token]").absUrl("href")));
    }

    private static List<String> mailsTo(TestUser user) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .filter(message -> message.contains("To: " + user.email()))
                .toList();
    }

    private static URI linkTo(TestUser user) {
        var mail = mailsTo(user).get(0).replace("=\r\n", "").replace("=3D", "=");
        var link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return URI.create(link.group());
    }
}
