package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** The factors, by what a person does to prove one. */
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

    SimulatedFactorType another() {
        return type.equals(SimulatedFactorType.SMS) ? SimulatedFactorType.EMAIL : SimulatedFactorType.SMS;
    }

    /** A person who may enroll this factor or another one, and has enrolled nothing. */
    TestUser newcomer(TestRealm realm, String name) {
        return realm.user(name + this, user -> user.offered(type, another()));
    }

    /** A person who may enroll this factor alone. */
    TestUser newcomerWithThisAlone(TestRealm realm, String name) {
        return realm.user(name + this, user -> user.offered(type));
    }

    TestUser enrolled(TestRealm realm, String name) {
        return realm.user(name + this, user -> user.withDevice("88" + user.id(), type));
    }

    /** Begins an enrollment. */
    Person enrolls(TestRealm realm, TestUser account) {
        var person = realm.person(account).signsInWithPassword();
        return person.page().has(FACTOR_FORM) ? person.choosesFactor(type.name()) : person;
    }

    void answers(TestRealm realm, Person person, TestUser account) {
        switch (this) {
            case SMS, EMAIL -> person.entersCode(realm.lastCodeOf(account));
            case AUTHENTICATOR -> person.entersCode(codeOfTheApp(realm, person, account));
            case EMAIL_LINK -> {
                realm.oneLogin().clickLink(account.oneLoginId());
                looks(person);
            }
            case VOICE -> {
                realm.oneLogin().typeIntoPhone(account.oneLoginId(), onThePage(person, ".onelogin-mfa-number"));
                looks(person);
            }
            case PROTECT -> {
                if (person.page().has("#onelogin-secret")) {
                    realm.oneLogin().typeIntoPhone(account.oneLoginId(), onThePage(person, "#onelogin-secret"));
                } else {
                    realm.oneLogin().approve(account.oneLoginId());
                }
                looks(person);
            }
        }
    }

    void answersWrongly(TestRealm realm, Person person, TestUser account) {
        switch (this) {
            case SMS, EMAIL, AUTHENTICATOR -> person.entersCode("000000");
            case EMAIL_LINK -> person.looksForAnswer();
            case VOICE -> {
                realm.oneLogin().typeIntoPhone(account.oneLoginId(), "0");
                looks(person);
            }
            case PROTECT -> {
                realm.oneLogin().deny(account.oneLoginId());
                looks(person);
            }
        }
    }

    static void looks(Person person) {
        Awaitility.await().pollInterval(Duration.ofMillis(300)).until(person::pageGoesOn);
        person.looksForAnswer();
    }

    void configure(TestRealm realm) {
        var settings = new HashMap<>(
                Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1", "onelogin.messageLimit", "100"));
        realm.step().settings(settings);
    }

    private static String codeOfTheApp(TestRealm realm, Person person, TestUser account) {
        return person.page().has("#onelogin-secret")
                ? realm.oneLogin().appsOf(account.oneLoginId()).get(0).code()
                : realm.oneLogin()
                        .appCode(
                                account.oneLoginId(),
                                realm.oneLogin()
                                        .devicesOf(account.oneLoginId())
                                        .get(0)
                                        .deviceId(),
                                Duration.ZERO);
    }

    private static String onThePage(Person person, String element) {
        return person.page().element(element).text().replace(" ", "");
    }
}
