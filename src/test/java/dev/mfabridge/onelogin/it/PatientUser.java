package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** User whose request got no answer, and who does what the pages say until the login succeeds. */
final class PatientUser {
    private static final int MAX_STEPS = 40;
    private static final int SERVER_ERROR = 500;
    private static final String PASSWORD = "#kc-form-login";
    private static final String RETRY = "#onelogin-retry-form";
    private static final String RESEND = "#onelogin-resend-form";

    /** Texts of a page whose code a user can't enter again. */
    private static final List<String> USED_UP =
            List.of("didn't answer in time", "expired", "isn't right", "Invalid authenticator code");

    private final TestRealm realm;
    private final TestUser user;
    private final SimulatedFactorType type;
    private final Person person;
    private boolean isAnew;
    private int requested;

    PatientUser(TestRealm realm, TestUser user, SimulatedFactorType type, Person person) {
        this.realm = realm;
        this.user = user;
        this.type = type;
        this.person = person;
    }

    /** Goes on, and returns whether the login succeeds. */
    boolean goesOn() {
        for (var step = 0; step < MAX_STEPS && !person.isSignedIn(); step++) {
            act();
        }
        return person.isSignedIn();
    }

    /** Sends the request again that got no answer, until there is one. */
    void repeats() {
        for (var step = 0; step < MAX_STEPS && person.page().status() >= SERVER_ERROR; step++) {
            pause(500);
            person.repeats();
        }
    }

    /** Returns whether the user had to enter the password again. */
    boolean hasBegunAnew() {
        return isAnew;
    }

    /** Returns how often the user asked for another message. */
    int requested() {
        return requested;
    }

    private void act() {
        var page = person.page();
        if (page.status() >= SERVER_ERROR) {
            repeats();
        } else if (page.has(PASSWORD)) {
            isAnew = true;
            person.signsInWithPassword();
        } else if (person.isAskedForFactor()) {
            person.choosesFactor("OneLogin");
        } else if (page.has(RETRY)) {
            requested++;
            pauseAsAsked(RETRY);
            person.triesAgain();
        } else if (person.isWaiting()) {
            confirms();
        } else if (person.isAskedForCode()) {
            enters();
        } else if (page.has(RESEND)) {
            asksForMessage();
        } else {
            isAnew = true;
            person.opensLogin().signsInWithPassword();
        }
    }

    private void confirms() {
        try {
            var number = person.page().html().selectFirst(".onelogin-mfa-number");
            if (number == null) {
                realm.oneLogin().approve(user.oneLoginId());
            } else {
                realm.oneLogin().typeIntoPhone(user.oneLoginId(), number.text().replace(" ", ""));
            }
        } catch (IllegalArgumentException e) {
            // The user has confirmed before, or OneLogin has ended the challenge.
        }
        for (var poll = 0; poll < 4 && !person.pageContinues(); poll++) {
            pause(500);
        }
        person.checksConfirmation();
        if (person.isWaiting() && person.page().text().contains("expired")) {
            asksForMessage();
        }
    }

    private void enters() {
        var text = person.page().text();
        if (type.equals(SimulatedFactorType.AUTHENTICATOR)) {
            var ahead = text.contains("next code") ? Duration.ofSeconds(30) : Duration.ZERO;
            person.entersCode(realm.oneLogin().appCode(user.oneLoginId(), user.device(), ahead));
            return;
        }
        var code = realm.oneLogin().lastCodeFor(user.oneLoginId());
        if (code.isEmpty() || USED_UP.stream().anyMatch(text::contains)) {
            asksForMessage();
        } else {
            person.entersCode(code.get());
        }
    }

    private void asksForMessage() {
        requested++;
        person.requestsAnotherMessageAfterCooldown();
    }

    private void pauseAsAsked(String form) {
        person.page().html().select(form + " [data-wait-seconds]").eachAttr("data-wait-seconds").stream()
                .findFirst()
                .ifPresent(seconds -> pause(1_000L * Long.parseLong(seconds)));
        pause(500);
    }

    private static void pause(long milliseconds) {
        LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
    }
}
