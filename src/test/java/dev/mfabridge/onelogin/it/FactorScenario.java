package dev.mfabridge.onelogin.it;

import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.ALLOWED_FACTORS;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.MESSAGE_LIMIT;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.RESEND_COOLDOWN;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** Factors, with the actions by which a user enrolls and proves each of them. */
enum FactorScenario {
    SMS(SimulatedFactorType.SMS),
    EMAIL(SimulatedFactorType.EMAIL),
    EMAIL_LINK(SimulatedFactorType.EMAIL_LINK),
    VOICE(SimulatedFactorType.VOICE),
    AUTHENTICATOR(SimulatedFactorType.AUTHENTICATOR),
    PROTECT(SimulatedFactorType.PROTECT);

    private static final String FACTOR_FORM = "#onelogin-factor-form";

    private final SimulatedFactorType type;

    FactorScenario(SimulatedFactorType type) {
        this.type = type;
    }

    SimulatedFactorType type() {
        return type;
    }

    /** Returns a factor type other than this one. */
    SimulatedFactorType another() {
        return type.equals(SimulatedFactorType.SMS) ? SimulatedFactorType.EMAIL : SimulatedFactorType.SMS;
    }

    /** Creates a user without a device, who can enroll this factor or another one. */
    TestUser withoutDevice(TestRealm realm, String name) {
        return realm.user(name + this, simulated -> simulated.offered(type, another()));
    }

    /** Creates a user without a device, who can enroll only this factor. */
    TestUser withOnlyThisFactor(TestRealm realm, String name) {
        return realm.user(name + this, simulated -> simulated.offered(type));
    }

    /** Creates a user with a device of this type in OneLogin, of which Keycloak has no credential. */
    TestUser withDevice(TestRealm realm, String name) {
        return realm.user(name + this).withDevice(type);
    }

    /** Signs in with the password and starts the enrollment. */
    Person startsEnrollment(TestRealm realm, TestUser user) {
        return startsEnrollment(realm.person(user));
    }

    /** Signs in with the password, unless the user has, and starts the enrollment. */
    Person startsEnrollment(Person person) {
        if (!person.isOpen() || person.page().has("#kc-form-login")) {
            person.signsInWithPassword();
        }
        return person.page().has(FACTOR_FORM) ? person.choosesFactor(type.name()) : person;
    }

    /** Proves the factor. */
    void proves(TestRealm realm, Person person, TestUser user) {
        switch (this) {
            case SMS, EMAIL -> person.entersCode(realm.lastCodeOf(user));
            case AUTHENTICATOR -> person.entersCode(appCode(realm, person, user));
            case EMAIL_LINK -> {
                realm.oneLogin().clickLink(user.oneLoginId());
                checksConfirmationWhenReady(person);
            }
            case VOICE -> {
                realm.oneLogin().typeIntoPhone(user.oneLoginId(), textOf(person, ".onelogin-mfa-number"));
                checksConfirmationWhenReady(person);
            }
            case PROTECT -> {
                if (person.page().has("#onelogin-secret")) {
                    realm.oneLogin().typeIntoPhone(user.oneLoginId(), textOf(person, "#onelogin-secret"));
                } else {
                    realm.oneLogin().approve(user.oneLoginId());
                }
                checksConfirmationWhenReady(person);
            }
        }
    }

    /** Fails to prove the factor. */
    void fails(TestRealm realm, Person person, TestUser user) {
        switch (this) {
            case SMS, EMAIL, AUTHENTICATOR -> person.entersCode("000000");
            case EMAIL_LINK -> person.checksConfirmation();
            case VOICE -> {
                realm.oneLogin().typeIntoPhone(user.oneLoginId(), "0");
                checksConfirmationWhenReady(person);
            }
            case PROTECT -> {
                realm.oneLogin().deny(user.oneLoginId());
                checksConfirmationWhenReady(person);
            }
        }
    }

    /** Waits until the page's script would submit the form, and submits it. */
    static void checksConfirmationWhenReady(Person person) {
        Awaitility.await().pollInterval(Duration.ofMillis(300)).until(person::pageContinues);
        person.checksConfirmation();
    }

    /** Allows all factors, with limits that a test doesn't reach. */
    void configure(TestRealm realm) {
        realm.execution()
                .configure(Map.of(
                        ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.EMAIL_LINK.key(),
                        "either",
                        RESEND_COOLDOWN.key(),
                        "1",
                        MESSAGE_LIMIT.key(),
                        "100"));
    }

    private static String appCode(TestRealm realm, Person person, TestUser user) {
        return person.page().has("#onelogin-secret")
                ? realm.oneLogin().appsOf(user.oneLoginId()).get(0).code()
                : realm.oneLogin().appCode(user.oneLoginId(), deviceOf(realm, user));
    }

    private static String deviceOf(TestRealm realm, TestUser user) {
        return realm.oneLogin().devicesOf(user.oneLoginId()).get(0).deviceId();
    }

    private static String textOf(Person person, String element) {
        return person.page().element(element).text().replace(" ", "");
    }
}
