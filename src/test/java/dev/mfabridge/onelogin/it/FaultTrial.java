package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.keycloak.representations.idm.EventRepresentation;

/** Login of a new user in which one call meets one fault, and the next login, without the fault. */
final class FaultTrial {
    /** Results that are no problem, so the log has no line. */
    private static final Set<LoginResult> WITHOUT_LINE = EnumSet.of(LoginResult.WRONG_CODE, LoginResult.EXPIRED);
    /** Causes of results that follow from a further call. */
    private static final Map<LoginResult, String> CAUSES = Map.of(
            LoginResult.USER_NOT_FOUND, "OneLogin has no user with",
            LoginResult.DEVICE_REFUSED, "OneLogin lists the user's device and rejects its use");

    private static final Duration PAUSE_OF_NEXT_LOGIN = Duration.ofSeconds(5);

    private final TestRealm realm;
    private final FaultedCall call;
    private final CallFault fault;
    private final List<String> problems = new ArrayList<>();
    private final TrialSecrets secrets = new TrialSecrets();
    private TestUser user;
    private String outcome = "no outcome";

    FaultTrial(TestRealm realm, FaultedCall call, CallFault fault) {
        this.realm = realm;
        this.call = call;
        this.fault = fault;
    }

    /** Returns the cell of the table that the trial shows. */
    String outcome() {
        return outcome;
    }

    /** Makes the logins. A failure becomes a problem, so that each fault of a row is tried. */
    FaultTrial run() {
        var secret = "Secret" + Instant.now().toEpochMilli() + call.id() + fault.id();
        secrets.add(secret);
        secrets.add(realm.execution().defaults().get(ConfigProperty.CLIENT_SECRET.key()));
        try (var proxy = new FaultyProxy(realm.oneLoginFromHere(), secret)) {
            configure(proxy, Optional.of(fault).filter(one -> !call.isRemoval()));
            user = call.user(realm, call.id() + "-" + fault.id());
            var devices = realm.oneLogin().devicesOf(user.oneLoginId());
            var credentials = realm.factorsOf(user).size();
            if (call.isProof() && !fault.isWithoutConnection() && !fault.isPause() && !fault.isSlow()) {
                proxy.breaks(call, fault, false);
                check(!call.login(realm, user).signIn(false).isSignedIn(), "signed in without a proof");
            }
            proxy.breaks(call, fault, call.isRemoval());
            if (call.isRemoval()) {
                remove();
            } else {
                signIn(proxy);
            }
            check(proxy.faults() > 0, "the call wasn't made");
            checkNothingLost(devices, credentials);
            proxy.stopFaults();
            signInAgain(proxy, devices, credentials);
            secrets.addAll(proxy.tokens());
        } catch (RuntimeException | AssertionError e) {
            problems.add(e.toString());
        }
        return this;
    }

    private void configure(FaultyProxy proxy, Optional<CallFault> met) {
        var settings = new HashMap<>(call.settings());
        settings.put(ConfigProperty.BASE_URL.key(), proxy.baseUrl(met));
        realm.execution().configure(settings);
    }

    private void signIn(FaultyProxy proxy) {
        var login = call.login(realm, user);
        var person = login.signIn(true);
        secrets.addAll(login.codes());
        secrets.addAll(proxy.tokens());
        check(
                person.page().status() < 500,
                "the page has the status " + person.page().status());
        check(!secrets.isIn(person.page().body()), "the page has a secret");
        if (person.isSignedIn()) {
            outcome = FaultMatrix.HARMLESS;
            return;
        }
        var event = newest(realm.events(user, "LOGIN_ERROR"));
        var result = event.flatMap(FaultTrial::result);
        outcome = result.map(FaultMatrix::cell)
                .orElse("no event: " + person.page().text());
        result.map(ResultTexts::of)
                .ifPresent(texts -> check(
                        texts.stream().anyMatch(person.page().text()::contains),
                        "the page has none of " + texts + ": " + person.page().text()));
    }

    private void remove() {
        var credential = realm.factorsOf(user).get(0).getId();
        realm.admin().users().get(user.id()).removeCredential(credential);
        outcome = newest(realm.events(user, "CUSTOM_REQUIRED_ACTION_ERROR"))
                .filter(event -> "onelogin_not_removed_in_onelogin".equals(reason(event)))
                .map(event -> FaultMatrix.DEVICE_STAYS)
                .orElseGet(() -> newest(realm.events(user, "CUSTOM_REQUIRED_ACTION"))
                        .filter(event -> "onelogin_removed_in_onelogin".equals(reason(event)))
                        .map(event -> FaultMatrix.HARMLESS)
                        .orElse("no event"));
    }

    private void signInAgain(FaultyProxy proxy, List<SimulatedDevice> devices, int credentials) {
        if (fault == CallFault.RATE_LIMITED) {
            // Without Retry-After, the pause of the account is a minute. Another address is another account.
            try (var other = new FaultyProxy(realm.oneLoginFromHere(), "")) {
                configure(other, Optional.empty());
                signInAgain(devices, credentials);
                secrets.addAll(other.tokens());
            }
            return;
        }
        if (fault.isOnlyAtFirstCall()) {
            configure(proxy, Optional.empty());
        }
        signInAgain(devices, credentials);
    }

    private void signInAgain(List<SimulatedDevice> devices, int credentials) {
        var next = new Person[1];
        var until = Instant.now().plus(fault.isPause() ? PAUSE_OF_NEXT_LOGIN : Duration.ZERO);
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    next[0] = call.login(realm, user).signIn(true, Duration.ofSeconds(30));
                    return next[0].isSignedIn() || Instant.now().isAfter(until);
                });
        check(next[0].isSignedIn(), "the next login fails: " + next[0].page().text());
        check(!realm.factorsOf(user).isEmpty(), "there is no credential");
        checkNothingLost(devices, credentials);
    }

    /** Checks the devices and credentials of before, unless an administrator removed them. */
    private void checkNothingLost(List<SimulatedDevice> devices, int credentials) {
        if (!call.isRemoval()) {
            check(realm.oneLogin().devicesOf(user.oneLoginId()).containsAll(devices), "a device is lost");
            check(realm.factorsOf(user).size() >= credentials, "a credential is lost");
        }
    }

    /** Returns what is wrong, with the cell in front. */
    List<String> problems(List<String> log, String expected) {
        check(outcome.equals(expected), "the outcome is \"" + outcome + "\" and not \"" + expected + "\"");
        var lines = log.stream()
                .filter(line -> user != null && line.contains(user.id()))
                .toList();
        cause().ifPresent(cause -> check(
                lines.stream().anyMatch(line -> line.contains("OneLogin MFA") && line.contains(cause)),
                "no line of the log has \"" + cause + "\": "
                        + lines.stream()
                                .filter(line -> line.contains("OneLogin MFA"))
                                .toList()));
        log.stream().filter(secrets::isIn).forEach(line -> problems.add("the log has a secret: " + line));
        if (user != null) {
            realm.admin().getEvents(List.of(), null, user.id(), null, null, null, 0, 100).stream()
                    .map(event -> String.valueOf(event.getDetails()))
                    .filter(secrets::isIn)
                    .forEach(details -> problems.add("an event has a secret: " + details));
        }
        return problems.stream()
                .map(problem -> call.label() + ", " + fault.label() + ": " + problem)
                .toList();
    }

    /** Returns the text that the log must have, or empty if only the event has the outcome. */
    private Optional<String> cause() {
        var result = FaultMatrix.result(outcome);
        return outcome.equals(FaultMatrix.HARMLESS)
                        || result.filter(WITHOUT_LINE::contains).isPresent()
                ? Optional.empty()
                : result.map(CAUSES::get).or(() -> Optional.of(fault.cause()));
    }

    private void check(boolean isRight, String problem) {
        if (!isRight) {
            problems.add(problem);
        }
    }

    private static Optional<EventRepresentation> newest(List<EventRepresentation> events) {
        return events.stream().findFirst();
    }

    private static String reason(EventRepresentation event) {
        return event.getDetails().get("reason");
    }

    /** Returns the result whose event has this error and this reason. */
    private static Optional<LoginResult> result(EventRepresentation event) {
        return Arrays.stream(LoginResult.values())
                .filter(result -> result.message().isPresent())
                .filter(result -> result.eventError().equals(Optional.ofNullable(event.getError())))
                .filter(result -> result.eventReason().equals(Optional.ofNullable(reason(event))))
                .findFirst();
    }
}
