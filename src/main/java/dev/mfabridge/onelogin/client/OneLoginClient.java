package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.client.http.Transport;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Client of OneLogin's MFA API v2, with one method for each call.
 *
 * <p>Every method throws an {@link OneLoginException} if no usable response arrives. An unreadable response is never
 * taken for an empty or a good one (S1, S2). No call is sent twice, except a call that OneLogin rejected because of a
 * dead access token.
 */
public final class OneLoginClient {
    private static final String USERS = "/api/2/users";
    private static final String USER = USERS + "/{id}";
    private static final String MFA = "/api/2/mfa/users/{user_id}/";
    private static final String DEVICES = MFA + "devices";
    private static final String DEVICE = DEVICES + "/{device_id}";
    private static final String REGISTRATIONS = MFA + "registrations";
    private static final String REGISTRATION = REGISTRATIONS + "/{registration_id}";
    private static final String VERIFICATIONS = MFA + "verifications";
    private static final String VERIFICATION = VERIFICATIONS + "/{verification_id}";
    private static final String TEMPORARY_TOKENS = MFA + "mfa_token";

    private final AuthorizedApi api;

    /**
     * Creates a client.
     *
     * @param account the account to call
     * @param tokens the cache that all clients of this server share
     * @param transport sends the requests
     */
    public OneLoginClient(OneLoginAccount account, AccessTokenCache tokens, Transport transport) {
        this.api = new AuthorizedApi(account, tokens, transport);
    }

    /**
     * Finds a user by one field ({@code GET /api/2/users?email=...}). The whole field must match, ignoring case.
     *
     * @param value the value of the field; a value with {@code *} or {@code !} causes no call
     */
    public UserLookup findUser(UserField field, String value) {
        if (value.contains("*") || value.contains("!")) {
            return new UserLookup.NotSearchable();
        }
        var request = ApiRequest.get(USERS).query(field.parameter() + "=" + encode(value));
        return UserReader.search(send(request), field, value);
    }

    /**
     * Fetches an access token, unless one is cached, which shows that the API credential is valid ({@code POST
     * /auth/oauth2/v2/token}).
     */
    public void authenticate() {
        api.authenticate();
    }

    /**
     * Returns an arbitrary user of the account ({@code GET /api/2/users?limit=1}), or empty if the account has none.
     */
    public Optional<OneLoginId> anyUser() {
        var response = send(ApiRequest.get(USERS).query("limit=1&fields=id"));
        return response.items().stream().findFirst().map(user -> response.required(user, "id"));
    }

    /** Looks up a user by id ({@code GET /api/2/users/{id}}). */
    public UserLookup user(OneLoginId id) {
        return UserReader.byId(send(ApiRequest.get(USER, id)), id);
    }

    /** Lists the factors that a user may still enroll ({@code GET /api/2/mfa/users/{user_id}/factors}). */
    public ReadableItems<Factor> factors(OneLoginId user) {
        return send(ApiRequest.get(MFA + "factors", user)).itemsWithId("factor_id", (id, factor) -> {
            var authFactorName = ApiJson.text(factor, "auth_factor_name").orElse("");
            return new Factor(
                    id, ApiJson.name(factor, "name").orElseGet(() -> unnamedFactor(authFactorName)), authFactorName);
        });
    }

    /** Lists the devices that a user has enrolled ({@code GET /api/2/mfa/users/{user_id}/devices}). */
    public ReadableItems<Device> devices(OneLoginId user) {
        return send(ApiRequest.get(DEVICES, user)).itemsWithId("device_id", (id, device) -> {
            var authFactorName = ApiJson.text(device, "auth_factor_name").orElse("");
            var typeName = ApiJson.name(device, "type_display_name");
            return new Device(
                    id,
                    ApiJson.name(device, "user_display_name")
                            .or(() -> typeName)
                            .orElseGet(() -> unnamedFactor(authFactorName)),
                    typeName.orElse(""),
                    authFactorName,
                    device.path("default").asBoolean(false));
        });
    }

    private static String unnamedFactor(String authFactorName) {
        return authFactorName.isEmpty() ? "OneLogin" : authFactorName;
    }

    /**
     * Removes a device of a user ({@code DELETE /api/2/mfa/users/{user_id}/devices/{device_id}}). A device that no
     * longer exists is a success.
     */
    public void removeDevice(OneLoginId user, OneLoginId device) {
        send(ApiRequest.delete(DEVICE, user, device)).requireRemoved();
    }

    /**
     * Starts an enrollment, which sends a message to the user if the factor has one ({@code POST
     * /api/2/mfa/users/{user_id}/registrations}).
     *
     * @param displayName the name of the new device, 1 to 64 characters
     */
    public Registration startRegistration(
            OneLoginId user, OneLoginId factor, String displayName, DeliveryOptions options) {
        var body = ApiJson.MAPPER.createObjectNode();
        putId(body, "factor_id", factor);
        body.put("display_name", displayName);
        // Text here and a number for a verification, as in OneLogin's documentation.
        body.put("expires_in", Long.toString(options.lifetime().toSeconds()));
        put(body, options);
        var response = send(ApiRequest.post(REGISTRATIONS, user).json(body));
        var started = response.object();
        response.requireNoOtherId(user, started, "user_id");
        return new Registration(
                response.required(started, "id"),
                StatusReader.status(started),
                ApiJson.id(started, "device_id"),
                ApiJson.factorData(started));
    }

    /** Completes an enrollment with the user's code ({@code PUT .../registrations/{registration_id}}). */
    public CodeCheck completeRegistration(OneLoginId user, OneLoginId registration, OneTimeCode code) {
        return checkCode(REGISTRATION, user, registration, codeBody(code) + "}");
    }

    /** Polls an enrollment that the user confirms out of band ({@code GET .../registrations/{registration_id}}). */
    public PollResult pollRegistration(OneLoginId user, OneLoginId registration) {
        return poll(REGISTRATION, user, registration);
    }

    /**
     * Challenges an enrolled device, which sends a message to the user if the factor has one ({@code POST
     * /api/2/mfa/users/{user_id}/verifications}).
     */
    public Verification startVerification(OneLoginId user, OneLoginId device, DeliveryOptions options) {
        var body = ApiJson.MAPPER.createObjectNode();
        putId(body, "device_id", device);
        body.put("expires_in", options.lifetime().toSeconds());
        put(body, options);
        var response = send(ApiRequest.post(VERIFICATIONS, user).json(body));
        var started = response.object();
        response.requireNoOtherId(user, started, "user_id");
        response.requireNoOtherId(device, started, "device_id");
        return new Verification(
                response.required(started, "id"), StatusReader.status(started), ApiJson.factorData(started));
    }

    /**
     * Completes a verification with the user's code ({@code PUT .../verifications/{verification_id}}).
     *
     * @param device the challenged device, which OneLogin requires for the code of an app
     */
    public CodeCheck completeVerification(
            OneLoginId user, OneLoginId verification, OneLoginId device, OneTimeCode code) {
        return checkCode(VERIFICATION, user, verification, codeBody(code, device));
    }

    /** Polls a verification that the user confirms out of band ({@code GET .../verifications/{verification_id}}). */
    public PollResult pollVerification(OneLoginId user, OneLoginId verification) {
        return poll(VERIFICATION, user, verification);
    }

    /**
     * Verifies the code of an app, Authenticator or OneLogin Protect, or a temporary token, in one call and without a
     * challenge before it ({@code POST /api/2/mfa/users/{user_id}/verifications} with the code).
     */
    public CodeCheck verifyAppCode(OneLoginId user, OneLoginId device, OneTimeCode code) {
        var request = ApiRequest.post(VERIFICATIONS, user).json(codeBody(code, device));
        return new ApiResponse(request, api.sendCode(request, ApiRequest.get(DEVICES, user))).codeCheck(user);
    }

    /**
     * Creates a temporary token for a user, which a help desk gives to the user ({@code POST
     * /api/2/mfa/users/{user_id}/mfa_token}).
     *
     * @param lifetime the time for which the token is valid, at most 72 hours
     * @param isReusable whether the token is valid until it expires, and not only once
     */
    public TemporaryToken createTemporaryToken(OneLoginId user, Duration lifetime, boolean isReusable) {
        var body = ApiJson.MAPPER.createObjectNode();
        body.put("expires_in", lifetime.toSeconds());
        body.put("reusable", isReusable);
        return send(ApiRequest.post(TEMPORARY_TOKENS, user).json(body)).temporaryToken(user);
    }

    private CodeCheck checkCode(String template, OneLoginId user, OneLoginId challenge, String body) {
        var request = ApiRequest.put(template, user, challenge).json(body);
        return new ApiResponse(request, api.sendCode(request, ApiRequest.get(template, user, challenge)))
                .codeCheck(user, challenge);
    }

    /**
     * Returns a body with the code as text, since a number would lose its leading zeros. Codes and ids have only characters
     * that need no escape in JSON.
     */
    private static String codeBody(OneTimeCode code, OneLoginId device) {
        var id = device.isNumber() ? new BigInteger(device.value()).toString() : "\"" + device.value() + "\"";
        return codeBody(code) + ",\"device_id\":" + id + "}";
    }

    /** Returns the beginning of a body with a code. */
    private static String codeBody(OneTimeCode code) {
        return "{\"otp\":\"" + code.value() + "\"";
    }

    private PollResult poll(String template, OneLoginId user, OneLoginId challenge) {
        return send(ApiRequest.get(template, user, challenge)).pollResult(user, challenge);
    }

    private ApiResponse send(ApiRequest request) {
        return new ApiResponse(request, api.send(request));
    }

    private static void put(ObjectNode body, DeliveryOptions options) {
        options.text().ifPresent(text -> body.put("custom_message", text));
        options.link().ifPresent(link -> body.put("redirect_to", link.toString()));
    }

    private static void putId(ObjectNode body, String field, OneLoginId id) {
        if (id.isNumber()) {
            body.put(field, new BigInteger(id.value()));
        } else {
            body.put(field, id.value());
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
