package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.keycloak.login.UserInput;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.UserEvent;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.http.HttpRequest;

/**
 * Form that a browser submitted, or the lack of one.
 *
 * @param isOnPurpose whether the user made the request on purpose; another site or a mail scanner can open a page, too
 */
public record LoginForm(MultivaluedMap<String, String> fields, boolean isOnPurpose) implements UserInput {
    private static final String CODE = "otp";
    private static final String FACTOR = "factor";
    private static final String NAME = "name";
    private static final String DEVICE = "device";
    private static final String OTHER = "other";
    private static final String HELP_DESK = "helpdesk";
    private static final String REMEMBER = "remember";
    private static final String NOT_SELECTED = "false";
    private static final String ANSWERED = "answered";
    private static final String RESEND = "resend";
    private static final String LATER = "later";
    private static final String ADD = "add";
    private static final String RETRY = "again";
    private static final String EMAIL = "email";
    private static final String CONTINUE = "continue";
    /** Fields that stand for an action. The first one in the form decides. */
    private static final List<String> ACTIONS =
            List.of(RESEND, RETRY, OTHER, HELP_DESK, ANSWERED, FACTOR, DEVICE, CODE);

    /** Returns the input of a page that is opened. */
    public static LoginForm opened(boolean isOnPurpose) {
        return new LoginForm(new MultivaluedHashMap<>(), isOnPurpose);
    }

    /** Reads a form. Only a POST causes an action: its session code keeps other sites from acting for the user. */
    public static LoginForm read(HttpRequest request) {
        return HttpMethod.POST.equals(request.getHttpMethod())
                ? new LoginForm(request.getDecodedFormParameters(), true)
                : opened(false);
    }

    /** Returns the event. A form that arrives while nothing is pending belongs to an old page, so the login starts. */
    @Override
    public Event toEvent(State state, List<EnrolledDevice> known) {
        if (state.isStart()) {
            return new UserEvent.PageOpened(known);
        }
        return switch (action()) {
            case RESEND -> new UserEvent.ResendRequested();
            case RETRY -> new UserEvent.RestartRequested(known);
            case OTHER -> new UserEvent.AlternativeRequested();
            case HELP_DESK -> new UserEvent.TemporaryTokenRequested();
            case ANSWERED -> new UserEvent.PollRequested();
            case FACTOR -> new UserEvent.Chosen(fields.getFirst(FACTOR), name());
            case DEVICE -> new UserEvent.Chosen(fields.getFirst(DEVICE), Optional.empty());
            case CODE -> new UserEvent.CodeEntered(OneTimeCode.parse(fields.getFirst(CODE)));
            default -> new UserEvent.PageOpened(known);
        };
    }

    @Override
    public boolean hasCode() {
        return action().equals(CODE);
    }

    /** Returns whether the user skips enrollment, or the suggestion of another factor. */
    public boolean isSkippingEnrollment() {
        return fields.containsKey(LATER);
    }

    /** Returns whether the user sets up another factor, as the page suggests. */
    public boolean followsSuggestion() {
        return fields.containsKey(ADD);
    }

    /** Returns whether the user requests the e-mail that verifies the address. */
    public boolean requestsEmail() {
        return fields.containsKey(EMAIL);
    }

    /** Returns whether the user continues after the link of that e-mail. */
    public boolean continuesAfterEmail() {
        return fields.containsKey(CONTINUE);
    }

    /**
     * Returns whether the user wants this browser to be remembered; empty if the form had no such box. A hidden field tells
     * a box that is not selected.
     */
    public Optional<Boolean> rememberChoice() {
        return Optional.ofNullable(fields.get(REMEMBER))
                .map(values -> values.stream().anyMatch(value -> !NOT_SELECTED.equals(value)));
    }

    /** Returns the chosen factor whose device has no name yet, or empty if the user didn't choose an offered factor now. */
    public Optional<OfferedFactor> factorToName(State state) {
        return action().equals(FACTOR) && !fields.containsKey(NAME)
                ? state.offeredFactor(fields.getFirst(FACTOR))
                : Optional.empty();
    }

    private String action() {
        return ACTIONS.stream().filter(fields::containsKey).findFirst().orElse("");
    }

    private Optional<Label> name() {
        return Label.parse(fields.getFirst(NAME));
    }
}
