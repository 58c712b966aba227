package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.FactorType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every factor has in common, at enrolment and at login. What is one factor's own is in the class of that factor. */
class EveryFactorIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** The factors, by what a person does to prove one. */
    enum Way {
        SMS(FactorType.SMS),
        EMAIL(FactorType.EMAIL),
        EMAIL_LINK(FactorType.EMAIL),
        VOICE(FactorType.VOICE),
        AUTHENTICATOR(FactorType.AUTHENTICATOR),
        PROTECT(FactorType.PROTECT);

        private final FactorType type;

        Way(FactorType type) {
            this.type = type;
        }

        private FactorType another() {
            return type.equals(FactorType.SMS) ? FactorType.EMAIL : FactorType.SMS;
        }

        private Account newcomer(String name) {
            return realm.user(name + this, user -> user.offered(type, another()));
        }

        private Account enrolled(String name) {
            return realm.user(name + this, user -> user.withDevice("88" + user.id(), type));
        }

        /** Begins an enrolment. */
        private Person enrols(Account account) {
            return realm.person(account).signsInWithPassword().choosesFactor(type.name());
        }

        private void answers(Person person, Account account) {
            switch (this) {
                case SMS, EMAIL -> person.entersCode(realm.lastCodeOf(account));
                case AUTHENTICATOR -> person.entersCode(codeOfTheApp(person, account));
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

        private void answersWrongly(Person person, Account account) {
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

        private static String codeOfTheApp(Person person, Account account) {
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

        private static void looks(Person person) {
            Awaitility.await().pollInterval(Duration.ofMillis(300)).until(person::pageGoesOn);
            person.looksForAnswer();
        }

        private static String onThePage(Person person, String element) {
            return person.page().element(element).text().replace(" ", "");
        }

        private void configure() {
            var settings = new HashMap<>(Map.of(
                    "onelogin.allowedFactors", "", "onelogin.resendCooldown", "1", "onelogin.messageLimit", "100"));
            settings.put("onelogin.emailLink", this == EMAIL_LINK ? "link" : "code");
            realm.step().settings(settings);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoProvesItIsEnrolledAndFromThenOnAskedForIt(Way way) {
        way.configure();
        var account = way.newcomer("enrols");
        var person = way.enrols(account);
        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));

        way.answers(person, account);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled"))
                .containsExactly(way == Way.EMAIL_LINK ? "EMAIL" : way.name());
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).hasSize(1);
        var later = realm.person(account).signsInWithPassword();
        assertThat(later.isSignedIn()).isFalse();
        assertThat(later.isAskedForFactor()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whoProvesItIsSignedIn(Way way) {
        way.configure();
        var account = way.enrolled("signs-in");
        var person = realm.person(account).signsInWithPassword();
        assertThat(person.isSignedIn()).isFalse();

        way.answers(person, account);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMAIL_LINK")
    void aWrongAnswerIsCountedEnrolsNothingAndLetsNobodyPass(Way way) {
        way.configure();
        var enrolling = way.newcomer("enrols-wrongly");
        var newcomer = way.enrols(enrolling);
        way.answersWrongly(newcomer, enrolling);
        assertThat(newcomer.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().devicesOf(enrolling.oneLoginId())).isEmpty();
        assertThat(realm.credentialsOf(enrolling)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        realm.assertCounted(enrolling, 1);

        var account = way.enrolled("answers-wrongly");
        var person = realm.person(account).signsInWithPassword();
        way.answersWrongly(person, account);
        assertThat(person.isSignedIn()).isFalse();
        realm.assertCounted(account, 1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHENTICATOR")
    void whatExpiredLetsNobodyPassIsNotCountedAndCanBeSentAgain(Way way) {
        way.configure();
        var account = way.enrolled("comes-late");
        var person = realm.person(account).signsInWithPassword();
        realm.oneLogin().expirePending(account.oneLoginId());

        if (person.isWaiting()) {
            person.looksForAnswer();
        } else {
            person.entersCode(realm.lastCodeOf(account));
        }

        person.sees("expired");
        realm.assertCounted(account, 0);
        person.asksForAnotherCodeOnceItMay();
        way.answers(person, account);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anEnrolmentThatExpiredEnrolsNothingAndCanBeBegunAgain(Way way) {
        way.configure();
        var account = way.newcomer("enrols-late");
        var person = way.enrols(account);
        realm.oneLogin().expirePending(account.oneLoginId());

        if (person.isWaiting()) {
            person.looksForAnswer();
        } else {
            person.entersCode("123456");
        }

        person.sees("expired");
        realm.assertCounted(account, 0);
        person.asksForAnotherCodeOnceItMay();
        way.answers(person, account);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHENTICATOR")
    void whatIsSentAgainCountsInThePlaceOfTheOneBefore(Way way) {
        way.configure();
        var account = way.enrolled("asks-again");
        var person = realm.person(account).signsInWithPassword();

        person.asksForAnotherCodeOnceItMay();

        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(2);
        way.answers(person, account);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whileEnrollingAnotherFactorCanBeChosen(Way way) {
        way.configure();
        var account = way.newcomer("changes");
        var person = way.enrols(account)
                .asksForAnotherWay()
                .choosesFactor(way.another().name());

        if (person.isWaiting()) {
            realm.oneLogin().clickLink(account.oneLoginId());
            Way.looks(person);
        } else {
            person.entersCode(realm.lastCodeOf(account));
        }

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId()))
                .singleElement()
                .satisfies(device -> assertThat(device.kind()).isEqualTo(way.another()));
    }

    @ParameterizedTest
    @EnumSource
    void atLoginAnotherDeviceCanBeChosenAndWhatWasAskedForBeforeNoLongerCounts(Way way) {
        way.configure();
        var account = realm.user(
                "has-two" + way,
                user -> user.withDevice("88" + user.id(), way.type).withDevice("89" + user.id(), way.another()));
        var person = realm.person(account).signsInWithPassword();

        person.asksForAnotherWay().choosesDevice(way.another().name());

        if (way == Way.VOICE || way == Way.PROTECT || way == Way.EMAIL_LINK) {
            assertThat(person.isWaiting()).isFalse();
        }
        person.entersCode(realm.lastCodeOf(account));
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }
}
