package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.client.http.Transport;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * OneLogin's MFA API v2, one method per call. Every method throws an {@link OneLoginException} when no usable answer
 * came; an answer that can't be read is never taken for an empty or a good one. Nothing is sent twice, but for a call
 * that OneLogin did not take because the access token had died.
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

    private final AuthorizedApi api;

    /**
     * @param account the account that is asked
     * @param tokens shared by all clients of this server
     * @param transport sends the requests
     */
    public OneLoginClient(OneLoginAccount account, AccessTokenCache tokens, Transport transport) {
        this.api = new AuthorizedApi(account, tokens, transport);
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
        var request = ApiRequest.get(USERS).query(field.parameter() + "=" + encode(value));
        return UserResponses.search(send(request), field, value);
    }

    /** Makes sure that there is an access token, which the API credential is good for ({@code POST /auth/oauth2/v2/token}). */
    public void authenticate() {
        api.authenticate();
    }

    /** @return one of the account's users, whoever it is ({@code GET /api/2/users?limit=1}); empty when there is none */
    public Optional<OneLoginId> anyUser() {
        var response = send(ApiRequest.get(USERS).query("limit=1&fields=id"));
        return response.items().stream().findFirst().map(user -> response.required(user, "id"));
    }

    /** Looks a user up who is known ({@code GET /api/2/users/{id}}). */
    public UserLookup user(OneLoginId id) {
        return UserResponses.byId(send(ApiRequest.get(USER, id)), id);
    }

    /** Lists what a user may still enroll ({@code GET /api/2/mfa/users/{user_id}/factors}). */
    public ItemList<Factor> factors(OneLoginId user) {
        return send(ApiRequest.get(MFA + "factors", user)).itemsWithId("factor_id", (id, factor) -> {
            var authFactorName = ApiJson.text(factor, "auth_factor_name").orElse("");
            return new Factor(
                    id, ApiJson.text(factor, "name").orElseGet(() -> unnamedFactor(authFactorName)), authFactorName);
        });
    }

    /** Lists what a user has enrolled ({@code GET /api/2/mfa/users/{user_id}/devices}). */
    public ItemList<Device> devices(OneLoginId user) {
        return send(ApiRequest.get(DEVICES, user)).itemsWithId("device_id", (id, device) -> {
            var authFactorName = ApiJson.text(device, "auth_factor_name").orElse("");
            var typeName = ApiJson.text(device, "type_display_name");
            return new Device(
                    id,
                    ApiJson.text(device, "user_display_name")
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
     * Takes a device away from a user ({@code DELETE /api/2/mfa/users/{user_id}/devices/{device_id}}). One that is no
     * longer there was taken away already.
     */
    public void removeDevice(OneLoginId user, OneLoginId device) {
        send(ApiRequest.delete(DEVICE, user, device)).requireRemoved();
    }

    /**
     * Begins an enrollment, which sends a message to the user where the factor has one ({@code POST
     * /api/2/mfa/users/{user_id}/registrations}).
     *
     * @param displayName the name of the device to be, 1 to 64 characters
     */
    public Registration startRegistration(
            OneLoginId user, OneLoginId factor, String displayName, DeliveryOptions options) {
        var body = ApiJson.MAPPER.createObjectNode();
        putId(body, "factor_id", factor);
        body.put("display_name", displayName);
        // A text here, and a number for a verification: OneLogin's documents have it so.
        body.put("expires_in", Long.toString(options.lifetime().toSeconds()));
        put(body, options);
        var response = send(ApiRequest.post(REGISTRATIONS, user).json(body));
        var begun = response.object();
        return new Registration(
                response.required(begun, "id"),
                StatusFields.status(begun),
                ApiJson.id(begun, "device_id"),
                ApiJson.factorData(begun));
    }

    /** Verifies an enrollment with the code the user got ({@code PUT .../registrations/{registration_id}}). */
    public CodeCheck completeRegistration(OneLoginId user, OneLoginId registration, OneTimeCode code) {
        return checkCode(REGISTRATION, user, registration, withCode(code));
    }

    /** Asks how an enrollment stands that the user finishes elsewhere ({@code GET .../registrations/{registration_id}}). */
    public PollResult pollRegistration(OneLoginId user, OneLoginId registration) {
        return poll(ApiRequest.get(REGISTRATION, user, registration), registration);
    }

    /**
     * Challenges an enrolled device, which sends a message to the user where the factor has one ({@code POST
     * /api/2/mfa/users/{user_id}/verifications}).
     */
    public Verification startVerification(OneLoginId user, OneLoginId device, DeliveryOptions options) {
        var body = ApiJson.MAPPER.createObjectNode();
        putId(body, "device_id", device);
        body.put("expires_in", options.lifetime().toSeconds());
        put(body, options);
        var response = send(ApiRequest.post(VERIFICATIONS, user).json(body));
        var begun = response.object();
        return new Verification(response.required(begun, "id"), StatusFields.status(begun), ApiJson.factorData(begun));
    }

    /**
     * Verifies a challenge with the code the user got ({@code PUT .../verifications/{verification_id}}).
     *
     * @param device the device that is challenged, which OneLogin wants to know for the code of an app
     */
    public CodeCheck completeVerification(
            OneLoginId user, OneLoginId verification, OneLoginId device, OneTimeCode code) {
        var body = withCode(code);
        putId(body, "device_id", device);
        return checkCode(VERIFICATION, user, verification, body);
    }

    /** Asks how a challenge stands that the user answers elsewhere ({@code GET .../verifications/{verification_id}}). */
    public PollResult pollVerification(OneLoginId user, OneLoginId verification) {
        return poll(ApiRequest.get(VERIFICATION, user, verification), verification);
    }

    /**
     * Verifies the code of an app, Authenticator or OneLogin Protect, in one call, with no challenge before it ({@code POST
     * /api/2/mfa/users/{user_id}/verifications} with the code).
     */
    public CodeCheck verifyAppCode(OneLoginId user, OneLoginId device, OneTimeCode code) {
        var body = withCode(code);
        putId(body, "device_id", device);
        var request = ApiRequest.post(VERIFICATIONS, user).json(body);
        return new ApiResponse(request, api.sendCode(request, ApiRequest.get(DEVICES, user))).codeCheck();
    }

    private CodeCheck checkCode(String path, OneLoginId user, OneLoginId challenge, ObjectNode body) {
        var request = ApiRequest.put(path, user, challenge).json(body);
        return new ApiResponse(request, api.sendCode(request, ApiRequest.get(path, user, challenge)))
                .codeCheck(challenge);
    }

    /** Text, since a number would lose its leading zeros. */
    private static ObjectNode withCode(OneTimeCode code) {
        return ApiJson.MAPPER.createObjectNode().put("otp", code.value());
    }

    private PollResult poll(ApiRequest request, OneLoginId challenge) {
        return send(request).pollResult(challenge);
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
