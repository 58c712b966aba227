package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /_sim}: what tests see of the account and change about it. It asks for no credentials. */
final class ControlApi {
    private final Directory directory;
    private final Tokens tokens;
    private final Challenges challenges;
    private final Calls calls;
    private final Behaviours behaviours;
    private final AppCodes codes;
    private final PhoneApi phone;

    ControlApi(
            Directory directory,
            Tokens tokens,
            Challenges challenges,
            Calls calls,
            Behaviours behaviours,
            AppCodes codes,
            PhoneApi phone) {
        this.directory = directory;
        this.tokens = tokens;
        this.challenges = challenges;
        this.calls = calls;
        this.behaviours = behaviours;
        this.codes = codes;
        this.phone = phone;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/_sim/calls", http -> json(http, Json.tree(calls.oldestFirst())));
        routes.get("/_sim/users", http -> json(http, Json.tree(directory.users())));
        routes.post("/_sim/users", this::addUsers);
        routes.delete("/_sim/users/{id}/devices/{device_id}", this::deleteDevice);
        routes.post("/_sim/behavior", this::behave);
        // Programs that set the simulator up may still have the British spelling.
        routes.post("/_sim/behaviour", this::behave);
        routes.post("/_sim/tokens/revoke", http -> {
            tokens.revokeAll();
            done(http);
        });
        routes.post("/_sim/expire", http -> expire(http, challenge -> true));
        routes.post(
                "/_sim/registrations/expire",
                http -> expire(http, challenge -> challenge.purpose() == Challenge.Purpose.REGISTRATION));
        routes.post(
                "/_sim/verifications/expire",
                http -> expire(http, challenge -> challenge.purpose() == Challenge.Purpose.VERIFICATION));
        routes.post("/_sim/reset", this::reset);
        routes.exception(IllegalArgumentException.class, (e, http) -> error(http, 400, e.getMessage()));
    }

    private void addUsers(Context http) {
        var body = Json.parse(http.body());
        var users =
                body.isArray() ? Json.listOf(SimulatedUser.class, body) : List.of(Json.as(SimulatedUser.class, body));
        users.forEach(directory::put);
        json(http, Json.tree(users));
    }

    private void deleteDevice(Context http) {
        var userId = whole(http.pathParam("id"));
        if (directory.remove(userId, http.pathParam("device_id"))) {
            done(http);
        } else {
            error(http, 404, "There is no such device");
        }
    }

    private void behave(Context http) {
        var behaviour = BehaviourJson.read(Json.parse(http.body()));
        behaviours.add(behaviour);
        json(http, BehaviourJson.write(behaviour));
    }

    private void expire(Context http, Predicate<Challenge> which) {
        var userId = http.body().isBlank()
                ? Optional.<JsonNode>empty()
                : Optional.ofNullable(Json.parse(http.body()).get("user_id"));
        var whose = userId.map(JsonNode::asText).map(ControlApi::whole);
        challenges.expire(
                which.and(challenge -> whose.map(id -> id == challenge.userId()).orElse(true)));
        done(http);
    }

    private void reset(Context http) {
        behaviours.clear();
        directory.reset();
        challenges.clear();
        codes.clear();
        calls.clear();
        phone.forget();
        done(http);
    }

    static void error(Context http, int status, String message) {
        http.status(status);
        json(http, Json.object().put("error", message));
    }

    static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no whole number", e);
        }
    }

    static void done(Context http) {
        json(http, Json.object().put("done", true));
    }

    static void json(Context http, JsonNode body) {
        http.contentType("application/json; charset=utf-8").result(body.toString());
    }
}
