package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * A kind of factor as the account has it.
 *
 * @param kind how the users file and the control API call it, e.g. {@code SMS}
 * @param id OneLogin's {@code factor_id}, which is the account's own
 * @param name what OneLogin shows to people
 * @param authFactorName OneLogin's internal name
 */
public record SimulatedFactorType(String kind, long id, String name, String authFactorName) {
    public static final SimulatedFactorType AUTHENTICATOR =
            new SimulatedFactorType("AUTHENTICATOR", 58957, "Authenticator", "Google Authenticator");
    public static final SimulatedFactorType PROTECT =
            new SimulatedFactorType("PROTECT", 58958, "OneLogin Protect", "OneLogin");
    public static final SimulatedFactorType SMS = new SimulatedFactorType("SMS", 58959, "OneLogin SMS", "SMS");
    public static final SimulatedFactorType VOICE =
            new SimulatedFactorType("VOICE", 58960, "OneLogin Voice", "OneLogin Voice");
    public static final SimulatedFactorType EMAIL =
            new SimulatedFactorType("EMAIL", 58961, "OneLogin Email", "OneLogin Email");

    /** Whether an e-mail has a code or a link is the factor's own setting, and the API does not tell which. */
    public static final SimulatedFactorType EMAIL_LINK =
            new SimulatedFactorType("EMAIL_LINK", 77341, "Email Magic Link", "OneLogin Email");

    private static final List<SimulatedFactorType> KNOWN =
            List.of(AUTHENTICATOR, PROTECT, SMS, VOICE, EMAIL, EMAIL_LINK);
    private static final int FIRST_UNKNOWN_ID = 60000;

    /** The kind of that name; any other name is a factor that is listed and can't be used through the API, as Duo is. */
    @JsonCreator
    public static SimulatedFactorType of(String kind) {
        return KNOWN.stream()
                .filter(known -> known.kind.equals(kind))
                .findFirst()
                .orElseGet(() -> new SimulatedFactorType(
                        kind, FIRST_UNKNOWN_ID + Math.floorMod(kind.hashCode(), 10000), kind, kind));
    }

    @JsonValue
    @Override
    public String kind() {
        return kind;
    }

    /** Whether it can be enrolled and challenged through the API. */
    boolean usable() {
        return KNOWN.contains(this);
    }

    /** Whether it has an app that shows codes. */
    boolean hasApp() {
        return equals(AUTHENTICATOR) || equals(PROTECT);
    }

    /** Whether an e-mail is sent, with a code or with a link. */
    public boolean isEmail() {
        return equals(EMAIL) || equals(EMAIL_LINK);
    }

    boolean needsPhoneNumber() {
        return equals(SMS) || equals(VOICE);
    }

    /** Whether a value that is known to be verified may be enrolled with no code. */
    boolean mayBePreverified() {
        return equals(SMS) || isEmail() || equals(VOICE);
    }
}
