package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Control API {@code /_sim}, with filter tests read and change the account. It needs no credentials. */
final class ControlApi {
    private final Directory directory;
    private final TokenStore tokens;
    private final Challenges challenges;
    private final RecordedCalls calls;
    private final SecretRecord secrets;
    private final BehaviorRules rules;
    private final AppCodes codes;
    private final PhoneApi phone;

    ControlApi(
            Directory directory,
            TokenStore tokens,
            Challenges challenges,
            RecordedCalls calls,
            SecretRecord secrets,
            BehaviorRules rules,
            AppCodes codes,
            PhoneApi phone) {
        this.directory = directory;
        this.tokens = tokens;
        this.challenges = challenges;
        this.calls = calls;
        this.secrets = secrets;
        this.rules = rules;
        this.codes = codes;
        this.phone = phone;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/_sim/calls", http -> json(http, SimulatorJson.tree(calls.oldestFirst())));
        routes.get("/_sim/secrets", http -> json(http, SimulatorJson.tree(secrets.oldestFirst())));
        routes.get("/_sim/users", http -> json(http, SimulatorJson.tree(directory.users())));
        routes.post("/_sim/users", this::addUsers);
        routes.delete("/_sim/users/{id}/devices/{device_id}", this::deleteDevice);
        routes.post("/_sim/behavior", this::behave);
        // Programs that configure the simulator may still use the British spelling.
        routes.post("/_sim/behaviour", this::behave);
        routes.post("/_sim/tokens/revoke", http -> {
            tokens.revokeAll();
            done(http);
        });
        routes.post("/_sim/expire", http -> expire(http, challenge -> true));
        routes.post(
                "/_sim/registrations/expire",
                http -> expire(
                        http, challenge -> challenge.purpose() == SimulatedChallenge.ChallengePurpose.REGISTRATION));
        routes.post(
                "/_sim/verifications/expire",
                http -> expire(
                        http, challenge -> challenge.purpose() == SimulatedChallenge.ChallengePurpose.VERIFICATION));
        routes.post("/_sim/reset", this::reset);
        routes.exception(IllegalArgumentException.class, (e, http) -> error(http, 400, e.getMessage()));
    }

    private void addUsers(Context http) {
        var body = SimulatorJson.parse(http.body());
        var users = body.isArray()
                ? SimulatorJson.listOf(SimulatedUser.class, body)
                : List.of(SimulatorJson.as(SimulatedUser.class, body));
        users.forEach(directory::put);
        users.forEach(secrets::add);
        json(http, SimulatorJson.tree(users));
    }

    private void deleteDevice(Context http) {
        var userId = wholeNumber(http.pathParam("id"));
        if (directory.remove(userId, http.pathParam("device_id"))) {
            done(http);
        } else {
            error(http, 404, "There is no such device");
        }
    }

    private void behave(Context http) {
        var rule = BehaviorRuleJson.read(SimulatorJson.parse(http.body()));
        rules.add(rule);
        json(http, BehaviorRuleJson.write(rule));
    }

    private void expire(Context http, Predicate<SimulatedChallenge> filter) {
        var userId = http.body().isBlank()
                ? Optional.<JsonNode>empty()
                : Optional.ofNullable(SimulatorJson.parse(http.body()).get("user_id"));
        var userFilter = userId.map(JsonNode::asText).map(ControlApi::wholeNumber);
        challenges.expire(filter.and(
                challenge -> userFilter.map(id -> id == challenge.userId()).orElse(true)));
        done(http);
    }

    private void reset(Context http) {
        rules.clear();
        directory.reset();
        challenges.clear();
        codes.clear();
        calls.clear();
        phone.clear();
        done(http);
    }

    static void error(Context http, int status, String message) {
        http.status(status);
        json(http, SimulatorJson.object().put("error", message));
    }

    static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no whole number", e);
        }
    }

    static void done(Context http) {
        json(http, SimulatorJson.object().put("done", true));
    }

    static void json(Context http, JsonNode body) {
        http.contentType("application/json; charset=utf-8").result(body.toString());
    }
}
