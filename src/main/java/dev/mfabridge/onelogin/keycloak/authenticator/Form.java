package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.api.Code;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.http.HttpRequest;

/**
 * What the browser sent. It says what the person did and no more: which factor, device or challenge it is about is known
 * to the server alone.
 */
record Form(MultivaluedMap<String, String> fields) {
    static final Form NOTHING = new Form(new MultivaluedHashMap<>());
    static final String CODE = "otp";
    private static final String FACTOR = "factor";
    private static final String RESEND = "resend";
    private static final String RETRY = "again";

    /** Only a POST does something: its session code is what keeps other sites from acting as the person. */
    static Form read(HttpRequest request) {
        return HttpMethod.POST.equals(request.getHttpMethod()) ? new Form(request.getDecodedFormParameters()) : NOTHING;
    }

    Event event(Optional<EnrolledDevice> known) {
        if (fields.containsKey(RESEND)) {
            return new Event.ResendAsked();
        }
        if (fields.containsKey(RETRY)) {
            return new Event.RetryAsked(known);
        }
        if (fields.containsKey(FACTOR)) {
            return new Event.Chosen(fields.getFirst(FACTOR));
        }
        if (fields.containsKey(CODE)) {
            return new Event.CodeEntered(Code.typed(fields.getFirst(CODE)));
        }
        return new Event.Arrived(known);
    }
}
