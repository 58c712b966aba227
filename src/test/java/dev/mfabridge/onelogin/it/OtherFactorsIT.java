package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.TestRealmBuilder.FlowEntry;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Choice between OneLogin and the other second factors of a user, in both directions (S2). */
class OtherFactorsIT {

    private static final String SECRET = "JBSWY3DPEHPK3PXP";
    private static final String RECOVERY_CODE = "AAAABBBBCCCC";

    @RegisterExtension
    static final TestRealm oneLoginFirst = TestRealm.withPassword()
            .thenInSubflow(
                    "REQUIRED",
                    new FlowEntry(TestRealm.ONELOGIN, "ALTERNATIVE"),
                    new FlowEntry("auth-otp-form", "ALTERNATIVE"),
                    new FlowEntry("auth-recovery-authn-code-form", "ALTERNATIVE"));

    @RegisterExtension
    static final TestRealm otpFirst = TestRealm.withPassword()
            .thenInSubflow(
                    "REQUIRED",
                    new FlowEntry("auth-otp-form", "ALTERNATIVE"),
                    new FlowEntry(TestRealm.ONELOGIN, "ALTERNATIVE"));

    @Test
    @DisplayName("A user can switch from OneLogin to Keycloak's OTP and back")
    void userSwitchesFromOneLoginToOtpAndBack() {
        var user = oneLoginFirst.user("ann").enrolled(SimulatedFactorType.SMS);
        addCredential(oneLoginFirst, user, otp());
        var ann = oneLoginFirst.person(user).signsInWithPassword();
        assertThat(ann.isAskedForCode()).isTrue();

        tryAnotherWay(ann, "Authenticator Application");
        assertThat(ann.isAskedForCode()).isFalse();
        tryAnotherWay(ann, "OneLogin");
        assertThat(ann.isAskedForCode()).isTrue();
        assertThat(oneLoginFirst.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);

        assertThat(ann.entersCode(oneLoginFirst.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A user can switch from OneLogin to Keycloak's OTP and sign in")
    void userSwitchesFromOneLoginToOtp() {
        var user = oneLoginFirst.user("ben").enrolled(SimulatedFactorType.SMS);
        addCredential(oneLoginFirst, user, otp());
        var ben = oneLoginFirst.person(user).signsInWithPassword();

        tryAnotherWay(ben, "Authenticator Application");
        ben.submits("#kc-otp-login-form", Map.of("otp", codeOfApp()));

        assertThat(ben.isSignedIn()).as(ben.page().text()).isTrue();
    }

    @Test
    @DisplayName("A user can switch from OneLogin to a recovery code and sign in")
    void userSwitchesFromOneLoginToRecoveryCode() {
        var user = oneLoginFirst.user("cora").enrolled(SimulatedFactorType.SMS);
        addCredential(oneLoginFirst, user, recoveryCodes());
        var cora = oneLoginFirst.person(user).signsInWithPassword();

        tryAnotherWay(cora, "Recovery Authentication Code");
        cora.submits("form:has([name=recoveryCodeInput])", Map.of("recoveryCodeInput", RECOVERY_CODE));

        assertThat(cora.isSignedIn()).as(cora.page().text()).isTrue();
    }

    @Test
    @DisplayName("A user can switch from a recovery code to OneLogin and sign in")
    void userSwitchesFromRecoveryCodeToOneLogin() {
        var user = oneLoginFirst.user("dora").enrolled(SimulatedFactorType.SMS);
        addCredential(oneLoginFirst, user, recoveryCodes());
        oneLoginFirst.putFirst(user, "recovery-authn-codes");
        var dora = oneLoginFirst.person(user).signsInWithPassword();
        assertThat(dora.page().has("[name=recoveryCodeInput]")).isTrue();

        tryAnotherWay(dora, "OneLogin");

        assertThat(dora.entersCode(oneLoginFirst.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A user can switch from Keycloak's OTP to OneLogin and sign in")
    void userSwitchesFromOtpToOneLogin() {
        var user = otpFirst.user("dan").enrolled(SimulatedFactorType.SMS);
        addCredential(otpFirst, user, otp());
        otpFirst.putFirst(user, "otp");
        var dan = otpFirst.person(user).signsInWithPassword();
        assertThat(dan.page().has("#kc-otp-login-form")).as(dan.page().text()).isTrue();
        assertThat(otpFirst.oneLogin().messagesTo(user.oneLoginId())).isEmpty();

        tryAnotherWay(dan, "OneLogin");

        assertThat(dan.isAskedForCode()).isTrue();
        assertThat(dan.entersCode(otpFirst.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A device that was removed in OneLogin doesn't bypass the other second factor")
    void deviceRemovedInOneLoginDoesNotBypassOtherFactor() {
        var user = oneLoginFirst.user("eve").enrolled(SimulatedFactorType.SMS);
        addCredential(oneLoginFirst, user, otp());
        oneLoginFirst.oneLogin().deleteDevice(user.oneLoginId(), user.device());

        var eve = oneLoginFirst.person(user).signsInWithPassword().sees("Your device was removed in OneLogin");

        assertThat(eve.isAskedForFactor()).isFalse();
        tryAnotherWay(eve, "Authenticator Application");
        eve.submits("#kc-otp-login-form", Map.of("otp", codeOfApp()));
        assertThat(eve.isSignedIn()).as(eve.page().text()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("An outage of OneLogin doesn't bypass the other second factor")
    void outageDoesNotBypassOtherFactor() {
        var user = oneLoginFirst.user("fay").enrolled(SimulatedFactorType.SMS);
        addCredential(oneLoginFirst, user, otp());
        oneLoginFirst.execution().configure(Map.of("onelogin.passWhenUnreachable", "true"));
        oneLoginFirst.oneLogin().behave(BehaviorRule.onUser(user.oneLoginId()).fault("503"));

        var fay = oneLoginFirst.person(user).signsInWithPassword();

        assertThat(fay.isSignedIn()).isFalse();
        tryAnotherWay(fay.sees("can't be reached"), "Authenticator Application");
        fay.submits("#kc-otp-login-form", Map.of("otp", codeOfApp()));
        assertThat(fay.isSignedIn()).as(fay.page().text()).isTrue();
    }

    private static void tryAnotherWay(Person person, String name) {
        person.submits("#kc-select-try-another-way-form", Map.of("tryAnotherWay", "on"));
        person.submits("li:contains(" + name + ") form", Map.of());
    }

    private static void addCredential(TestRealm realm, TestUser user, CredentialRepresentation credential) {
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setCredentials(List.of(credential));
        resource.update(changed);
    }

    private static CredentialRepresentation otp() {
        return credential(
                "otp",
                "{\"value\":\"" + SECRET + "\"}",
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\","
                        + "\"secretEncoding\":\"BASE32\"}");
    }

    private static CredentialRepresentation recoveryCodes() {
        var codes = new ArrayList<String>();
        for (var number = 1; number <= 12; number++) {
            codes.add("{\"number\":%d,\"encodedHashedValue\":\"%s\"}".formatted(number, hashOfRecoveryCode()));
        }
        return credential(
                "recovery-authn-codes",
                "{\"codes\":[" + String.join(",", codes) + "]}",
                "{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"totalCodes\":12,\"remainingCodes\":12}");
    }

    private static CredentialRepresentation credential(String type, String secret, String data) {
        var credential = new CredentialRepresentation();
        credential.setType(type);
        credential.setSecretData(secret);
        credential.setCredentialData(data);
        return credential;
    }

    private static String hashOfRecoveryCode() {
        try {
            var digest = MessageDigest.getInstance("SHA-512").digest(RECOVERY_CODE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String codeOfApp() {
        try {
            return new DefaultCodeGenerator()
                    .generate(SECRET, Math.floorDiv(Instant.now().getEpochSecond(), 30));
        } catch (CodeGenerationException e) {
            throw new IllegalStateException(e);
        }
    }
}
