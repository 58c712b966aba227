package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.keycloak.representations.idm.EventRepresentation;

/** Login of a new user in which one call meets one fault, and the next login, without the fault. */
final class FaultTrial {
    private static final Properties MESSAGES = messages();
    /** First digits of the phone numbers of all users. */
    private static final String PHONE_NUMBER = "120255501";

    private static final Duration PAUSE_OF_NEXT_LOGIN = Duration.ofSeconds(5);

    private final TestRealm realm;
    private final FaultedCall call;
    private final CallFault fault;
    private final List<String> problems = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
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
            proxy.mend();
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
        check(!hasSecret(person.page().body()), "the page has a secret");
        if (person.isSignedIn()) {
            outcome = FaultMatrix.HARMLESS;
            return;
        }
        var event = newest(realm.events(user, "LOGIN_ERROR"));
        var result = event.flatMap(FaultTrial::result);
        outcome = result.map(FaultMatrix::cell)
                .orElse("no event: " + person.page().text());
        result.map(FaultTrial::texts)
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
        var left = realm.oneLogin().devicesOf(user.oneLoginId());
        check(call.isRemoval() || left.containsAll(devices), "a device is lost");
        check(!left.isEmpty(), "there is no device");
        check(realm.factorsOf(user).size() >= Math.max(1, call.isRemoval() ? 0 : credentials), "a credential is lost");
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
        log.stream().filter(this::hasSecret).forEach(line -> problems.add("the log has a secret: " + line));
        if (user != null) {
            realm.admin().getEvents(List.of(), null, user.id(), null, null, null, 0, 100).stream()
                    .map(event -> String.valueOf(event.getDetails()))
                    .filter(this::hasSecret)
                    .forEach(details -> problems.add("an event has a secret: " + details));
        }
        return problems.stream()
                .map(problem -> call.label() + ", " + fault.label() + ": " + problem)
                .toList();
    }

    /** Returns the text that the log must have, or empty if only the event has the outcome. */
    private Optional<String> cause() {
        return switch (FaultMatrix.result(outcome).map(LoginResult::name).orElse(outcome)) {
            case FaultMatrix.HARMLESS, "WRONG_CODE", "EXPIRED", "DENIED" -> Optional.empty();
            case "USER_NOT_FOUND" -> Optional.of("OneLogin has no user with");
            case "DEVICE_REFUSED" -> Optional.of("OneLogin lists the user's device");
            default -> Optional.of(fault.cause());
        };
    }

    /** Returns the texts of a page that shows the result; a code has its own text of an expiry. */
    private static List<String> texts(LoginResult result) {
        return Stream.of(result, result == LoginResult.EXPIRED ? LoginResult.CODE_EXPIRED : result)
                .flatMap(one -> one.message().stream())
                .map(message -> MESSAGES.getProperty(message.key()).replace("''", "'"))
                .toList();
    }

    /** Returns whether a text has a secret as a word, or a phone number. A code can be a part of a random id. */
    private boolean hasSecret(String text) {
        return text.contains(PHONE_NUMBER)
                || secrets.stream()
                        .anyMatch(secret -> Pattern.compile("(?<![\\w.-])" + Pattern.quote(secret) + "(?![\\w-])")
                                .matcher(text)
                                .find());
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

    private static Properties messages() {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("themes/messages/messages_en.properties"))) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }
}
