package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;

/** Reset of a forgotten password, in which an attacker with access to the user's mail must not bypass the factor (S1, S2). */
@Tag("this-machine")
class ResetPasswordIT {

    private static final String NEW_PASSWORD = "a new password";
    private static final Mailbox MAIL = new Mailbox();

    @RegisterExtension
    static final TestRealm withFactor = TestRealm.withOneLogin()
            .customized(representation -> ResetPasswordIT.useResetFlow(
                    representation,
                    resetFlow(Map.of())
                            .execution(
                                    TestRealm.ONELOGIN,
                                    "REQUIRED",
                                    ResetPasswordIT.withFactor.execution().defaults())));

    @RegisterExtension
    static final TestRealm trustingMail = TestRealm.withOneLogin()
            .customized(representation -> ResetPasswordIT.useResetFlow(
                    representation,
                    resetFlow(Map.of()).execution(TestRealm.ONELOGIN, "REQUIRED", settingsThatTrustMail())));

    @RegisterExtension
    static final TestRealm withLogin = TestRealm.withOneLogin()
            .customized(representation ->
                    ResetPasswordIT.useResetFlow(representation, resetFlow(Map.of("force-login", "true"))));

    @RegisterExtension
    static final TestRealm withNeither = TestRealm.withOneLogin()
            .customized(representation ->
                    ResetPasswordIT.useResetFlow(representation, resetFlow(Map.of("force-login", "false"))));

    /** Realm in which logins pass during an outage. No server answers at the address of the reset flow. */
    @RegisterExtension
    static final TestRealm duringOutage = TestRealm.withOneLogin()
            .customized(representation -> ResetPasswordIT.useResetFlow(
                    representation,
                    resetFlow(Map.of())
                            .execution(
                                    TestRealm.ONELOGIN,
                                    "REQUIRED",
                                    settingsDuringOutage(ResetPasswordIT.duringOutage, "none"))));

    @RegisterExtension
    static final TestRealm trustingMailDuringOutage = TestRealm.withOneLogin()
            .customized(representation -> ResetPasswordIT.useResetFlow(
                    representation,
                    resetFlow(Map.of())
                            .execution(
                                    TestRealm.ONELOGIN,
                                    "REQUIRED",
                                    settingsDuringOutage(ResetPasswordIT.trustingMailDuringOutage, "both"))));

    private static Map<String, String> settingsDuringOutage(TestRealm realm, String afterEmailLink) {
        var settings = new HashMap<>(realm.execution().defaults());
        settings.put(ConfigProperty.BASE_URL.key(), "http://localhost:9");
        settings.put(ConfigProperty.PASS_WHEN_UNREACHABLE.key(), "true");
        settings.put(ConfigProperty.AFTER_EMAIL_LINK.key(), afterEmailLink);
        return settings;
    }

    private static Map<String, String> settingsThatTrustMail() {
        var settings = new HashMap<>(trustingMail.execution().defaults());
        settings.put(ConfigProperty.AFTER_EMAIL_LINK.key(), "both");
        return settings;
    }

    private static FlowBuilder resetFlow(Map<String, String> email) {
        return FlowBuilder.named("reset")
                .execution("reset-credentials-choose-user", "REQUIRED")
                .execution("reset-credential-email", "REQUIRED", email)
                .execution("reset-password", "REQUIRED");
    }

    private static void useResetFlow(RealmRepresentation representation, FlowBuilder flow) {
        flow.addTo(representation);
        representation.setResetCredentialsFlow("reset");
        representation.setResetPasswordAllowed(true);
        representation.setSmtpServer(MAIL.smtpServer());
    }

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    @Test
    @DisplayName("An execution in the reset flow requires the factor before the new password")
    void executionInFlowRequiresFactorBeforeNewPassword() {
        var user = withFactor.user("ann").enrolled(SimulatedFactorType.SMS);
        var ann = followLink(withFactor, user);
        assertThat(ann.isAskedForCode()).as(ann.page().text()).isTrue();

        ann.entersCode("000000");
        assertThat(ann.isAskedForCode()).isTrue();
        ann.entersCode(withFactor.lastCodeOf(user));

        assertThat(setPassword(ann).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A forced login after the reset requires the factor")
    void forcedLoginRequiresFactor() {
        var user = withLogin.user("ben").enrolled(SimulatedFactorType.SMS);
        var ben = setPassword(followLink(withLogin, user));
        assertThat(ben.isSignedIn()).isFalse();

        var again = withLogin.person(user).signsInWithPassword(NEW_PASSWORD);

        assertThat(again.isAskedForCode()).as(again.page().text()).isTrue();
    }

    @Test
    @DisplayName("A reset flow with neither the execution nor a forced login signs the user in without a factor")
    void resetFlowWithoutBothSignsUserInWithoutFactor() {
        var user = withNeither.user("cora").enrolled(SimulatedFactorType.SMS);

        assertThat(setPassword(followLink(withNeither, user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("A mail scanner that opens the link sends nothing, and the user can still use the link")
    void scannerSendsNothingAndLinkStaysUsable() {
        var user = withFactor.user("dan").enrolled(SimulatedFactorType.SMS);
        var link = requestLink(withFactor, user);

        for (var visit = 1; visit <= 3; visit++) {
            assertThat(new Browser().get(link).text()).contains("When you continue, we send a text message");
        }

        assertThat(withFactor.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        var dan = withFactor.person(user).isCareful().opens(link);
        assertThat(dan.isAskedToStart()).isTrue();
        assertThat(withFactor.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
        dan.starts();
        assertThat(withFactor.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(setPassword(dan.entersCode(withFactor.lastCodeOf(user))).isSignedIn())
                .isFalse();
        assertThat(withFactor.person(user).signsInWithPassword(NEW_PASSWORD).isAskedForCode())
                .isTrue();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("The mailbox that received the link proves nothing as a device beside the phone")
    void emailFactorIsNotOfferedBesidePhone() {
        var user = withFactor.user("eve").enrolled(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);

        var thief = followLink(withFactor, user).asksForAnotherWay();

        thief.sees("You have no other device or factor to use");
        assertThat(withFactor.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @Attack(
            on = {"S1", "S2"},
            kind = AttackKind.BYPASS)
    @DisplayName("A user whose only device is the mailbox is neither challenged nor offered an enrollment")
    void onlyEmailFactorNeitherProvesNorEnrolls() {
        var user = withFactor.user("fay").enrolled(SimulatedFactorType.EMAIL);

        var thief = followLink(withFactor, user);

        thief.sees("None of your OneLogin devices can be used here");
        assertThat(thief.isAskedForFactor()).isFalse();
        assertThat(withFactor.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
        assertThat(withFactor.factorsOf(user)).hasSize(1);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user without a device enrolls nothing by the link, and is told to contact the administrator")
    void linkEnrollsNoDevice() {
        var user = withFactor.user("gil");
        var mark = withFactor.log().mark();

        var thief = followLink(withFactor, user);

        thief.sees("You have no OneLogin factor set up. Please contact your administrator.");
        assertThat(thief.triesAgain().isAskedForFactor()).isFalse();
        assertThat(withFactor.log().since(mark))
                .anyMatch(line -> line.contains("began with a link in an e-mail")
                        && line.contains(ConfigProperty.AFTER_EMAIL_LINK.label()));
        assertThat(withFactor.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.path().contains("registrations"));
    }

    @Test
    @DisplayName(
            "With the setting, an e-mail factor proves and a user without a device enrolls, as the administrator wants")
    void settingAllowsEmailFactorAndEnrollment() {
        var byMail = trustingMail.user("hal").enrolled(SimulatedFactorType.EMAIL);
        var hal = followLink(trustingMail, byMail).entersCode(trustingMail.lastCodeOf(byMail));
        assertThat(setPassword(hal).isSignedIn()).isTrue();

        var newcomer = trustingMail.user("ida");
        var ida = followLink(trustingMail, newcomer).choosesFactor("SMS");
        ida.entersCode(trustingMail.lastCodeOf(newcomer));

        assertThat(setPassword(ida).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("During an outage, the mailbox that received the link is not enough to pass")
    void outageLetsNobodyPassByLink() {
        var user = duringOutage.user("jim");

        var thief = followLink(duringOutage, user);

        thief.sees("OneLogin can't be reached");
    }

    @Test
    @DisplayName("With the setting, a login after the link passes during an outage like one with the password")
    void settingAllowsBypassByLink() {
        var user = trustingMailDuringOutage.user("kim");

        assertThat(setPassword(followLink(trustingMailDuringOutage, user)).isSignedIn())
                .isTrue();
    }

    private static Person followLink(TestRealm realm, TestUser user) {
        var person = realm.person(user);
        requestLink(person, user);
        return person.opens(MAIL.linkTo(user));
    }

    private static URI requestLink(TestRealm realm, TestUser user) {
        requestLink(realm.person(user), user);
        return MAIL.linkTo(user);
    }

    private static void requestLink(Person person, TestUser user) {
        person.opensLogin();
        person.opens(
                URI.create(person.page().element("a[href*=reset-credentials]").absUrl("href")));
        person.submits("#kc-reset-password-form", Map.of("username", user.username()));
    }

    private static Person setPassword(Person person) {
        return person.submits(
                "#kc-passwd-update-form", Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
    }
}
