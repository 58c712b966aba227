package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.ClusterFigures.Figure;
import java.util.Locale;
import org.awaitility.core.ConditionTimeoutException;

/** Login of one user that stands between two steps, while a node ends. */
final class StepTrial {
    private final TestRealm realm;
    private final FactorScenario scenario;
    private final Step step;
    private final ClusterFigures figures;
    private final TestUser user;
    private Person person;

    /** Page in front of the user. */
    enum Step {
        /** The password comes next. */
        LOGIN_PASSWORD,
        /** The proof of the device comes next. */
        LOGIN_PROOF,
        /** The user has no device and chooses a factor. */
        ENROLLMENT_CHOICE,
        /** The proof of the new device comes next. */
        ENROLLMENT_PROOF;

        boolean isEnrollment() {
            return this == ENROLLMENT_CHOICE || this == ENROLLMENT_PROOF;
        }
    }

    StepTrial(TestRealm realm, FactorScenario scenario, Step step, int node, ClusterFigures figures) {
        this.realm = realm;
        this.scenario = scenario;
        this.step = step;
        this.figures = figures;
        var name = step.name().toLowerCase(Locale.ROOT) + node;
        user = step.isEnrollment() ? scenario.withoutDevice(realm, name) : scenario.withDevice(realm, name);
    }

    /** Goes as far as the step. */
    void begin() {
        person = realm.person(user);
        switch (step) {
            case LOGIN_PASSWORD -> person.opensLogin();
            case LOGIN_PROOF, ENROLLMENT_CHOICE -> person.signsInWithPassword();
            case ENROLLMENT_PROOF -> scenario.startsEnrollment(person);
        }
    }

    /** Reloads the page while Keycloak can't work, which must not sign in. */
    void triesInVain() {
        if (person.reloads().isSignedIn()) {
            figures.violates(Figure.WRONGLY_PASSED, this + " without a database");
        }
        person.goesBack();
    }

    /** Goes on after a reload, which must not sign in. */
    void goOn() {
        figures.add(Figure.TRIED);
        person.reloads();
        if (step == Step.LOGIN_PASSWORD) {
            person.signsInWithPassword();
        } else if (step == Step.ENROLLMENT_CHOICE) {
            scenario.startsEnrollment(person);
        }
        if (person.isSignedIn()) {
            figures.violates(Figure.WRONGLY_PASSED, this + ": without a proof");
        }
        if (isProven()) {
            figures.add(Figure.WENT_ON);
        } else {
            beginAnew();
        }
        check();
    }

    private boolean isProven() {
        try {
            scenario.proves(realm, person, user);
            return person.isSignedIn();
        } catch (ConditionTimeoutException | AssertionError | IllegalArgumentException e) {
            return false;
        }
    }

    private void beginAnew() {
        var before = person.page().text();
        person = realm.person(user).signsInWithPassword();
        if (person.isAskedForFactor()) {
            scenario.startsEnrollment(person);
        }
        if (isProven()) {
            figures.add(Figure.BEGUN_ANEW);
        } else {
            figures.violates(
                    Figure.LOST, this + ": " + before + " / " + person.page().text());
        }
    }

    private void check() {
        var messages = realm.oneLogin().messagesTo(user.oneLoginId()).size();
        if (messages > 1) {
            figures.violates(Figure.SENT_TWICE, this + ": " + messages + " messages");
        }
        var devices = realm.oneLogin().devicesOf(user.oneLoginId()).size();
        if (devices != 1 || realm.factorsOf(user).size() != 1) {
            figures.violates(Figure.DEVICES_LOST, this + ": " + devices + " devices");
        }
    }

    @Override
    public String toString() {
        return scenario + ", " + step;
    }
}
