package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Login of a user that goes as far as OneLogin's answers let it. */
final class FaultedLogin {
    /** Text in a code that is never right. */
    private static final String WRONG_CODE = "000000";

    private final TestRealm realm;
    private final TestUser user;
    private final SimulatedFactorType type;
    private final List<String> codes = new ArrayList<>();

    FaultedLogin(TestRealm realm, TestUser user, SimulatedFactorType type) {
        this.realm = realm;
        this.user = user;
        this.type = type;
    }

    /** Returns the codes that the user entered on a page. */
    List<String> codes() {
        return codes;
    }

    /** @param hasProof whether the user can prove the factor, and does */
    Person signIn(boolean hasProof) {
        return signIn(hasProof, Duration.ZERO);
    }

    /** @param ahead the time by which the clock of an app is ahead, for a code that wasn't used before */
    Person signIn(boolean hasProof, Duration ahead) {
        var person = realm.person(user).signsInWithPassword();
        if (person.isAskedForFactor()) {
            person.choosesFactor("OneLogin");
        }
        if (person.isWaiting()) {
            if (hasProof) {
                confirm(person);
            }
            person.checksConfirmation();
        } else if (person.isAskedForCode()) {
            var code = hasProof ? code(ahead) : WRONG_CODE;
            codes.add(code);
            person.entersCode(code);
        }
        return person;
    }

    private void confirm(Person person) {
        var number = person.page().html().selectFirst(".onelogin-mfa-number");
        if (number == null) {
            realm.oneLogin().approve(user.oneLoginId());
        } else {
            realm.oneLogin().typeIntoPhone(user.oneLoginId(), number.text());
        }
    }

    private String code(Duration ahead) {
        return type.equals(SimulatedFactorType.AUTHENTICATOR)
                ? realm.oneLogin().appCode(user.oneLoginId(), user.device(), ahead)
                : realm.oneLogin().lastCodeFor(user.oneLoginId()).orElse(WRONG_CODE);
    }
}
