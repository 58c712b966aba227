package dev.mfabridge.onelogin.keycloak.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.Fake;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Origin of a login, by the notes that Keycloak leaves and by the request (S1, S2, S4). */
class LoginOriginTest {
    private static final String FORM = "/realms/acme/login-actions/required-action";

    private final Map<String, String> notes = new HashMap<>();
    private final Map<String, String> clientNotes = new HashMap<>();
    private Set<String> actions = Set.of();

    @ParameterizedTest
    @DisplayName("Only a POST to Keycloak's login actions with a session code is a form of the login")
    @CsvSource({
        "POST, /realms/acme/login-actions/authenticate, session_code, true",
        "POST, realms/acme/login-actions/reset-credentials, session_code, true",
        "GET, /realms/acme/login-actions/authenticate, session_code, false",
        "POST, /realms/acme/login-actions/authenticate, tab_id, false",
        "POST, /realms/acme/protocol/openid-connect/auth, session_code, false",
        "POST, /realms/acme/protocol/saml, session_code, false",
        "POST, /realms/login-actions/broker/idp/endpoint, session_code, false"
    })
    void onlyLoginActionsAreForms(String method, String path, String parameter, boolean expected) {
        assertThat(origin(method, path, parameter, "authenticate").isForm()).isEqualTo(expected);
    }

    @Test
    @DisplayName("An assigned action is on purpose after a form of this login")
    void assignedActionIsOnPurposeAfterForm() {
        assertThat(opened("required-action").isActionOnPurpose()).isFalse();

        notes.put("last.processed.execution", "password");

        assertThat(opened("required-action").isActionOnPurpose()).isTrue();
    }

    @Test
    @DisplayName("An action of an application is not on purpose, even after a form of this login")
    void actionOfApplicationIsNotOnPurpose() {
        notes.put("last.processed.execution", "password");
        clientNotes.put("kc_action_executing", "onelogin-enroll");

        assertThat(opened("required-action").isActionOnPurpose()).isFalse();
        assertThat(origin("POST", FORM, "session_code", "required-action").isActionOnPurpose())
                .isFalse();
    }

    @Test
    @DisplayName("After a link, an assigned action is on purpose only with a form")
    void actionAfterLinkNeedsForm() {
        notes.put("last.processed.execution", "username");
        notes.put("ACTION_TOKEN_USER", "ann");

        assertThat(opened("required-action").isActionOnPurpose()).isFalse();
        assertThat(origin("POST", FORM, "session_code", "required-action").isActionOnPurpose())
                .isTrue();
    }

    @Test
    @DisplayName("A reset of the password is by e-mail link, in its flow and in its required actions")
    void passwordResetIsByEmailLink() {
        assertThat(opened("reset-credentials").isByEmailLink()).isTrue();
        assertThat(opened("required-action").isByEmailLink()).isFalse();

        notes.put("INVALIDATE_ACTION_TOKEN", token("reset-credentials"));

        assertThat(opened("required-action").isByEmailLink()).isTrue();
    }

    @Test
    @DisplayName(
            "A link in the middle of a login is no replacement of the password, unless the login began with a link")
    void verificationOfAddressIsByEmailLinkOnlyInFreshLogin() {
        notes.put("ACTION_TOKEN_USER", "ann");
        assertThat(opened("required-action").isByEmailLink()).isFalse();

        notes.put("END_AFTER_REQUIRED_ACTIONS", "true");

        assertThat(opened("required-action").isByEmailLink()).isTrue();
    }

    @Test
    @DisplayName("A confirmed account of an identity provider is by e-mail link until it is linked")
    void confirmationOfAccountIsByEmailLink() {
        notes.put("VERIFY_ACCOUNT_IDP_USERNAME", "ann");

        assertThat(opened("first-broker-login").isByEmailLink()).isTrue();
        assertThat(opened("post-broker-login").isByEmailLink()).isFalse();
    }

    @Test
    @DisplayName("The link of an administrator names the enrollment; the link of a forgotten password never does")
    void onlyLinkOfAdministratorNamesEnrollment() {
        notes.put("ACTION_TOKEN_USER", "ann");
        assertThat(opened("required-action").isEnrollmentNamedByLink()).isFalse();
        actions = Set.of("onelogin-enroll");
        assertThat(opened("required-action").isEnrollmentNamedByLink()).isTrue();

        notes.put("INVALIDATE_ACTION_TOKEN", token("reset-credentials"));

        assertThat(opened("required-action").isEnrollmentNamedByLink()).isFalse();
    }

    private static String token(String action) {
        return new DefaultActionTokenKey("ann", action, 1, new UUID(0, 1)).serializeKey();
    }

    private LoginOrigin opened(String flowPath) {
        return origin("GET", FORM, "execution", flowPath);
    }

    private LoginOrigin origin(String method, String path, String parameter, String flowPath) {
        var parameters = new MultivaluedHashMap<String, String>();
        parameters.add(parameter, "x");
        var uri = Fake.of(UriInfo.class, Map.of("getPath", call -> path, "getQueryParameters", call -> parameters));
        var request = Fake.of(HttpRequest.class, Map.of("getHttpMethod", call -> method, "getUri", call -> uri));
        var authSession = Fake.of(
                AuthenticationSessionModel.class,
                Map.of(
                        "getAuthNote", call -> notes.get(call[0]),
                        "getClientNote", call -> clientNotes.get(call[0]),
                        "getRequiredActions", call -> actions));
        return new LoginOrigin(authSession, request, flowPath);
    }
}
