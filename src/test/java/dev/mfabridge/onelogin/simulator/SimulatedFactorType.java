package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * Factor type of the account.
 *
 * @param kind the name in the users file and the control API, such as {@code SMS}
 * @param id OneLogin's {@code factor_id}, which differs between accounts
 * @param name OneLogin's name of the factor for users
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

    /** E-mail with a link. The factor's own setting decides between a code and a link, and the API doesn't show it. */
    public static final SimulatedFactorType EMAIL_LINK =
            new SimulatedFactorType("EMAIL_LINK", 77341, "Email Magic Link", "OneLogin Email");

    private static final List<SimulatedFactorType> KNOWN =
            List.of(AUTHENTICATOR, PROTECT, SMS, VOICE, EMAIL, EMAIL_LINK);
    private static final int FIRST_UNKNOWN_ID = 60000;

    /**
     * Returns the type with a name. Any unknown name is a factor that is listed but can't be used through the API, such as Duo.
     */
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

    /** Returns whether the API can enroll and challenge the type. */
    boolean usable() {
        return KNOWN.contains(this);
    }

    /** Returns whether the type has an app that shows codes. */
    boolean hasApp() {
        return equals(AUTHENTICATOR) || equals(PROTECT);
    }

    /** Returns whether OneLogin sends an e-mail, with a code or a link. */
    public boolean isEmail() {
        return equals(EMAIL) || equals(EMAIL_LINK);
    }

    boolean needsPhoneNumber() {
        return equals(SMS) || equals(VOICE);
    }

    /** Returns whether a verified value can be enrolled without a code. */
    boolean mayBePreverified() {
        return equals(SMS) || isEmail() || equals(VOICE);
    }
}
