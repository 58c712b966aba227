package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of devices that are long, contain a phone number or an address, or have no visible character (S9). */
class DeviceNamesIT {
    private static final String MANY_DIGITS = "5".repeat(3_000);

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @Attack(on = "S9", kind = AttackKind.LOSS)
    @DisplayName("A device with a name of 3,000 digits in OneLogin is challenged like any other")
    void longNameInOneLoginIsChallenged() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS, MANY_DIGITS);
        var mark = realm.log().mark();

        assertThat(realm.requestToken(user, Map.of()).isToken()).isFalse();
        assertThat(realm.api().factors(user.id()).factors()).hasSize(1);
        var ann = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        assertThat(ann.isSignedIn()).isTrue();
        assertThat(labelOf(user)).isEqualTo("•".repeat(64));
        assertThat(realm.log().since(mark)).noneMatch(line -> line.contains("StackOverflow"));
    }

    @Test
    @Attack(on = "S9", kind = AttackKind.LOSS)
    @DisplayName("A name of 3,000 digits in the enrollment form enrolls the device")
    void longNameInFormEnrolls() {
        var user = realm.user("ben");
        var ben = realm.person(user).signsInWithPassword();
        var sms =
                ben.page().element("#onelogin-factor-form button:contains(SMS)").val();

        ben.submits("#onelogin-factor-form", Map.of("factor", sms, "name", MANY_DIGITS));

        assertThat(ben.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "030/123456, •••/••••56",
        "+49 (0)30 / 123 456, +•• (•)•• / ••• •56",
        "030\u2011123\u2011456, •••\u2011•••\u2011•56",
        "030\u00a0123\u00a0456, ••• ••• •56",
        "０３０１２３４５６, •••••••５６",
        "+49 171/1234567, +•• •••/•••••67",
        "\u202e030\u200b123456, •••••••56",
        "ann.smith@example.org, a••••@example.org"
    })
    @Attack(on = "S9", kind = AttackKind.PRIVACY)
    @DisplayName("Pages, credentials, the admin API, events and the log mask a number or an address in a name (S9)")
    void personalDetailsInNameAreMasked(String name, String masked) {
        var user = realm.user("masked" + Math.abs(name.hashCode())).withDevice(SimulatedFactorType.SMS, name);
        var mark = realm.log().mark();

        var before = realm.api().factors(user.id()).factors().get(0).name();
        var person = realm.person(user).signsInWithPassword();
        assertThat(person.page().text()).contains(masked).doesNotContain(name);
        person.entersCode(realm.lastCodeOf(user));

        assertThat(person.isSignedIn()).isTrue();
        assertThat(labelOf(user)).isEqualTo(masked);
        assertThat(before).isEqualTo(masked);
        assertThat(realm.api().factors(user.id()).factors().get(0).name()).isEqualTo(masked);
        assertThat(realm.log().since(mark)).noneMatch(line -> line.contains(name));
        assertThat(realm.events(user, "UPDATE_CREDENTIAL").toString()).doesNotContain(name);
    }

    @Test
    @Attack(on = "S9", kind = AttackKind.PRIVACY)
    @DisplayName("A page masks the full number in the name of a stored credential")
    void storedNameIsMasked() {
        var user = realm.user("cora").enrolled(SimulatedFactorType.SMS);
        var credential = realm.credentialsOf(user).stream()
                .filter(stored -> stored.getType().equals("onelogin"))
                .findFirst()
                .orElseThrow();
        realm.admin().users().get(user.id()).setCredentialUserLabel(credential.getId(), "030/123456");

        realm.person(user).signsInWithPassword().sees("•••/••••56").doesNotSee("030/123456");

        assertThat(realm.api().factors(user.id()).factors().get(0).name()).isEqualTo("•••/••••56");
    }

    private static String labelOf(TestUser user) {
        return realm.credentialsOf(user).stream()
                .filter(credential -> credential.getType().equals("onelogin"))
                .map(credential -> credential.getUserLabel())
                .findFirst()
                .orElseThrow();
    }
}
