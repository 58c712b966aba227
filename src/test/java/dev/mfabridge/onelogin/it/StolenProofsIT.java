package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Codes, tokens and cookies of another login, user, client or realm (S1, S3, S6, S8). */
class StolenProofsIT {
    private static final String COOKIE = "ONELOGIN_MFA_REMEMBERED";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm other = TestRealm.withOneLogin();

    private static final DirectGrantClient client = new DirectGrantClient(realm);

    @BeforeEach
    void allowEveryFactor() {
        Stream.of(realm, other)
                .forEach(one -> one.execution()
                        .configure(Map.of(
                                ConfigProperty.ALLOWED_FACTORS.key(),
                                "",
                                ConfigProperty.REMEMBER_HOURS.key(),
                                "168",
                                ConfigProperty.MESSAGE_LIMIT.key(),
                                "100")));
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The code of another login, of another user or of an earlier login signs no user in")
    void codeOfAnotherLoginSignsNobodyIn() {
        var victim = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        var attacker = realm.user("mallory").withDevice(SimulatedFactorType.SMS);
        realm.person(attacker).signsInWithPassword();
        var ann = realm.person(victim).signsInWithPassword();
        var earlier = realm.lastCodeOf(victim);
        var second = realm.person(victim).signsInWithPassword();
        var newest = realm.lastCodeOf(victim);

        assertThat(second.entersCode(realm.lastCodeOf(attacker)).isSignedIn()).isFalse();
        assertThat(second.entersCode(earlier).isSignedIn()).isFalse();
        assertThat(ann.entersCode(newest).isSignedIn()).isFalse();
        assertThat(second.entersCode(newest).isSignedIn()).isTrue();
        var next = realm.person(victim).signsInWithPassword();
        assertThat(next.entersCode(newest).isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.BYPASS)
    @DisplayName("The mfa_token of an approved push is valid neither for another user nor for another client")
    void challengeTokenIsValidForItsUserAndClient() {
        var victim = realm.user("ben").withDevice(SimulatedFactorType.PROTECT);
        var attacker = realm.user("mike").withDevice(SimulatedFactorType.PROTECT);
        var handle = client.requestToken(victim, Map.of()).text("mfa_token");
        realm.oneLogin().approve(victim.oneLoginId());

        var ofUser = client.requestToken(attacker, Map.of("mfa_token", handle));
        var ofClient = client.requestToken(victim, Map.of("mfa_token", handle, "client_id", "admin-cli"));

        assertThat(List.of(ofUser.isToken(), ofClient.isToken())).containsOnly(false);
        assertThat(client.requestToken(victim, Map.of("mfa_token", handle)).isToken())
                .isTrue();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.FORGERY)
    @DisplayName("The browser of another login learns nothing of a push, and causes no call about it")
    void browserOfAnotherLoginLearnsNothingFromPoll() {
        var victim = realm.user("cora").withDevice(SimulatedFactorType.PROTECT);
        var attacker = realm.user("max").withDevice(SimulatedFactorType.PROTECT);
        var cora = realm.person(victim).signsInWithPassword();
        var browser = new Browser();
        var max = realm.person(browser, attacker).signsInWithPassword();
        realm.oneLogin().approve(victim.oneLoginId());

        var answer = browser.get(cora.statusUrl());

        assertThat(answer.body()).contains("\"completed\":true").contains("\"retryAfter\":0");
        assertThat(realm.oneLogin().callsFor(victim.oneLoginId()))
                .noneMatch(call -> call.method().equals("GET") && call.path().contains("verifications"));
        assertThat(max.checksConfirmation().isSignedIn()).isFalse();
        assertThat(cora.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.FORGERY)
    @DisplayName(
            "The cookie of a remembered browser without a signature, or with another algorithm, skips no challenge")
    void cookieWithoutSignatureSkipsNoChallenge() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        var dan = remembered(realm, user);
        var parts = dan.cookie(COOKIE).split("\\.");

        for (var header : List.of("{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"none\",\"typ\":\"JWT\"}")) {
            for (var signature : List.of("", parts[2])) {
                dan.signsOut().replacesCookie(COOKIE, base64(header) + "." + parts[1] + "." + signature);
                assertThat(dan.signsInWithPassword().isAskedForCode())
                        .as(header)
                        .isTrue();
            }
        }
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.FORGERY)
    @DisplayName("The cookie of a remembered browser of another realm or user skips no challenge")
    void cookieOfAnotherRealmOrUserSkipsNoChallenge() {
        var eve = remembered(realm, realm.user("eve").withDevice(SimulatedFactorType.SMS));
        var namesake = remembered(other, other.user("eve").withDevice(SimulatedFactorType.SMS));
        var fay = remembered(realm, realm.user("fay").withDevice(SimulatedFactorType.SMS));

        for (var foreign : List.of(namesake.cookie(COOKIE), fay.cookie(COOKIE))) {
            eve.signsOut().replacesCookie(COOKIE, foreign);
            assertThat(eve.signsInWithPassword().isAskedForCode()).isTrue();
        }
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Forty parallel guesses of an app's code are ten checks at most")
    void parallelGuessesOfAppCodeAreTenChecks() {
        var user = other.user("gus").enrolled(SimulatedFactorType.AUTHENTICATOR);
        var settings = other.admin().toRepresentation();
        settings.setBruteForceProtected(false);
        other.admin().update(settings);
        var guesses = new Together();
        for (var guess = 0; guess < 40; guess++) {
            var code = "%06d".formatted(guess);
            guesses.at(0, () -> other.requestToken(user, Map.of("otp", code)));
        }

        guesses.run();

        assertThat(other.oneLogin().callsFor(user.oneLoginId()))
                .filteredOn(call -> !call.method().equals("GET"))
                .hasSizeBetween(1, 10);
    }

    /** Signs the user in, and has the browser remembered. */
    private static Person remembered(TestRealm realm, TestUser user) {
        var person = realm.person(user).signsInWithPassword();
        person.entersCodeToBeRemembered(realm.lastCodeOf(user));
        assertThat(person.signsOut().signsInWithPassword().isSignedIn()).isTrue();
        return person;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
