package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.http.HttpRequest;

/**
 * What the browser sent. It says what the person did and no more: which factor, device or challenge it is about is known
 * to the server alone.
 */
public record LoginForm(MultivaluedMap<String, String> fields) {
    public static final LoginForm EMPTY = new LoginForm(new MultivaluedHashMap<>());
    static final String CODE = "otp";
    private static final String FACTOR = "factor";
    private static final String NAME = "name";
    private static final String DEVICE = "device";
    private static final String OTHER = "other";
    private static final String REMEMBER = "remember";
    private static final String ANSWERED = "answered";
    private static final String RESEND = "resend";
    private static final String LATER = "later";
    private static final String RETRY = "again";

    /** Only a POST does something: its session code is what keeps other sites from acting as the person. */
    public static LoginForm read(HttpRequest request) {
        return HttpMethod.POST.equals(request.getHttpMethod())
                ? new LoginForm(request.getDecodedFormParameters())
                : EMPTY;
    }

    /**
     * What the person did. A form that comes when nothing is pending is that of a page long gone: begin anew.
     *
     * @param state what is pending
     * @param known the devices that Keycloak holds credentials for
     */
    public Event event(State state, List<EnrolledDevice> known) {
        return state instanceof State.Start ? new Event.PageOpened(known) : event(known);
    }

    private Event event(List<EnrolledDevice> known) {
        if (fields.containsKey(RESEND)) {
            return new Event.ResendRequested();
        }
        if (fields.containsKey(RETRY)) {
            return new Event.RestartRequested(known);
        }
        if (fields.containsKey(OTHER)) {
            return new Event.AlternativeRequested();
        }
        if (fields.containsKey(ANSWERED)) {
            return new Event.PollRequested();
        }
        if (fields.containsKey(FACTOR)) {
            return new Event.Chosen(fields.getFirst(FACTOR), name());
        }
        if (fields.containsKey(DEVICE)) {
            return new Event.Chosen(fields.getFirst(DEVICE), Optional.empty());
        }
        if (fields.containsKey(CODE)) {
            return new Event.CodeEntered(OneTimeCode.parse(fields.getFirst(CODE)));
        }
        return new Event.PageOpened(known);
    }

    /** Whether a code was typed in. */
    public boolean hasCode() {
        return event(List.of()) instanceof Event.CodeEntered;
    }

    /** Whether the person puts enrolment off. */
    public boolean isSkippingEnrollment() {
        return fields.containsKey(LATER);
    }

    /** Whether the person wants not to be asked again in this browser for a while. */
    public boolean wantsRememberedBrowser() {
        return fields.containsKey(REMEMBER);
    }

    private Optional<Label> name() {
        return Optional.ofNullable(fields.getFirst(NAME))
                .filter(name -> !name.isBlank())
                .map(Label::new);
    }
}
