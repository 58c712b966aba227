package dev.mfabridge.onelogin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.api.CodeCheck.Verdict;
import dev.mfabridge.onelogin.api.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * OneLogin's MFA API v2, one method per call. Every method throws an {@link OneLoginException} when no usable answer
 * came; an answer that can't be read is never taken for an empty or a good one. Nothing is sent twice, but for a call
 * that OneLogin did not take because the access token had died.
 */
public final class OneLoginClient {
    private static final String USERS = "/api/2/users";
    private static final String MFA = "/api/2/mfa/users/{user_id}/";

    private final Calls calls;

    /**
     * @param account the account that is asked
     * @param tokens shared by all clients of this server
     * @param transport sends the requests
     */
    public OneLoginClient(Account account, AccessTokens tokens, dev.mfabridge.onelogin.api.http.Transport transport) {
        this.calls = new Calls(account, tokens, transport);
    }

    /**
     * Finds a user by one field ({@code GET /api/2/users?email=...}). The value must be all of the field, ignoring case.
     *
     * @param value what the field must hold; with {@code *} or {@code !} in it nothing is asked
     */
    public UserLookup findUser(UserField field, String value) {
        if (value.contains("*") || value.contains("!")) {
            return new UserLookup.NotSearchable();
        }
        var call = Call.get(USERS).query(field.parameter() + "=" + encode(value));
        var reply = calls.send(call);
        var users = items(call, reply);
        if (users.size() > 1) {
            return new UserLookup.Several();
        }
        return users.stream()
                .filter(user -> Json.text(user, field.parameter())
                        .filter(value::equalsIgnoreCase)
                        .isPresent())
                .findFirst()
                .<UserLookup>map(user -> new UserLookup.Found(required(call, reply, user, "id")))
                .orElseGet(UserLookup.None::new);
    }

    /** Lists what a user may still enrol ({@code GET /api/2/mfa/users/{user_id}/factors}). */
    public List<Factor> factors(OneLoginId user) {
        var call = Call.get(MFA + "factors", user);
        var reply = calls.send(call);
        return items(call, reply).stream()
                .map(factor -> {
                    var authFactorName = Json.text(factor, "auth_factor_name").orElse("");
                    return new Factor(
                            required(call, reply, factor, "factor_id"),
                            Json.text(factor, "name").orElse(authFactorName.isEmpty() ? "OneLogin" : authFactorName),
                            authFactorName);
                })
                .toList();
    }

    /** Lists what a user has enrolled ({@code GET /api/2/mfa/users/{user_id}/devices}). */
    public List<Device> devices(OneLoginId user) {
        var call = Call.get(MFA + "devices", user);
        var reply = calls.send(call);
        return items(call, reply).stream()
                .map(device -> {
                    var authFactorName = Json.text(device, "auth_factor_name").orElse("");
                    return new Device(
                            required(call, reply, device, "device_id"),
                            Json.text(device, "user_display_name")
                                    .or(() -> Json.text(device, "type_display_name"))
                                    .orElse(authFactorName.isEmpty() ? "OneLogin" : authFactorName),
                            authFactorName,
                            device.path("default").asBoolean(false));
                })
                .toList();
    }

    /**
     * Begins an enrolment, which sends a message to the user ({@code POST
     * /api/2/mfa/users/{user_id}/registrations}).
     *
     * @param displayName the name of the device to be, 1 to 64 characters
     * @param lifetime how long the code counts, 120 to 900 seconds
     */
    public Registration register(OneLoginId user, OneLoginId factor, String displayName, Duration lifetime) {
        var body = Json.MAPPER.createObjectNode();
        putId(body, "factor_id", factor);
        body.put("display_name", displayName);
        putLifetime(body, lifetime);
        var call = Call.post(MFA + "registrations", user).json(body);
        var reply = calls.send(call);
        var answer = object(call, reply);
        return new Registration(required(call, reply, answer, "id"), Json.status(answer), Json.id(answer, "device_id"));
    }

    /** Verifies an enrolment with the code the user got ({@code PUT .../registrations/{registration_id}}). */
    public CodeCheck verifyRegistration(OneLoginId user, OneLoginId registration, Code code) {
        return checkCode(MFA + "registrations/{registration_id}", user, registration, code);
    }

    /**
     * Challenges an enrolled device, which sends a message to the user ({@code POST
     * /api/2/mfa/users/{user_id}/verifications}).
     *
     * @param lifetime how long the code counts, 120 to 900 seconds
     */
    public Verification challenge(OneLoginId user, OneLoginId device, Duration lifetime) {
        var body = Json.MAPPER.createObjectNode();
        putId(body, "device_id", device);
        putLifetime(body, lifetime);
        var call = Call.post(MFA + "verifications", user).json(body);
        var reply = calls.send(call);
        var answer = object(call, reply);
        return new Verification(required(call, reply, answer, "id"), Json.status(answer));
    }

    /** Verifies a challenge with the code the user got ({@code PUT .../verifications/{verification_id}}). */
    public CodeCheck verifyChallenge(OneLoginId user, OneLoginId verification, Code code) {
        return checkCode(MFA + "verifications/{verification_id}", user, verification, code);
    }

    private CodeCheck checkCode(String path, OneLoginId user, OneLoginId challenge, Code code) {
        var body = Json.MAPPER.createObjectNode().put("otp", code.value());
        var call = Call.put(path, user, challenge).json(body);
        var reply = calls.sendCode(call, Call.get(path, user, challenge));
        if (reply.status() == 401) {
            // sendCode made sure that this is about the code.
            return CodeCheck.of(Verdict.WRONG);
        }
        // A proxy that answers 400 or 404 in OneLogin's place says nothing about the code.
        if (Json.isError(reply)) {
            switch (reply.status()) {
                case 400, 422 -> {
                    return CodeCheck.of(Verdict.WRONG);
                }
                case 404 -> {
                    return CodeCheck.of(Verdict.GONE);
                }
                default -> {}
            }
        }
        return readCheck(call, reply, challenge);
    }

    private static CodeCheck readCheck(Call call, Reply reply, OneLoginId challenge) {
        var answer = object(call, reply);
        if (Json.isSuccess(answer)) {
            return CodeCheck.of(Verdict.ACCEPTED);
        }
        if (!Json.id(answer, "id").filter(challenge::equals).isPresent()) {
            throw Failures.unintelligible(call.operation(), reply, "the answer to this code");
        }
        var device = Json.id(answer, "device_id");
        return switch (Json.status(answer)) {
            case ACCEPTED -> new CodeCheck(Verdict.ACCEPTED, device);
            case PENDING -> new CodeCheck(Verdict.WRONG, device);
            case REJECTED -> new CodeCheck(Verdict.REJECTED, device);
            case UNKNOWN -> throw Failures.unintelligible(call.operation(), reply, "accepted, pending or rejected");
        };
    }

    private static void putLifetime(ObjectNode body, Duration lifetime) {
        // OneLogin's OpenAPI document types it as a string.
        body.put("expires_in", Long.toString(lifetime.toSeconds()));
    }

    private static void putId(ObjectNode body, String field, OneLoginId id) {
        if (id.value().contains("-")) {
            body.put(field, id.value());
        } else {
            body.put(field, new java.math.BigInteger(id.value()));
        }
    }

    private static JsonNode object(Call call, Reply reply) {
        return json(call, reply)
                .flatMap(Json::object)
                .orElseThrow(() -> Failures.unintelligible(call.operation(), reply, "an object"));
    }

    private static List<JsonNode> items(Call call, Reply reply) {
        return json(call, reply)
                .map(Json::list)
                .orElseThrow(() -> Failures.unintelligible(call.operation(), reply, "a list"));
    }

    private static Optional<JsonNode> json(Call call, Reply reply) {
        if (reply.status() < 200 || reply.status() > 299) {
            throw Failures.of(call.operation(), reply);
        }
        return Json.parse(reply.body());
    }

    private static OneLoginId required(Call call, Reply reply, JsonNode object, String field) {
        return Json.id(object, field)
                .orElseThrow(() -> Failures.unintelligible(call.operation(), reply, "one with a usable " + field));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
