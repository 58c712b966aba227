package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** Response that a message expects from the user. */
public enum ExpectedResponse {
    /** The code of the message, entered on the login page. */
    CODE(Set.of(), "The code of this message is typed into the login page, not into the phone"),
    /** An approval or a denial. */
    ANSWER(Set.of("accept", "reject"), "The answer to a push is accept or reject"),
    /** A click on the link. */
    LINK(Set.of("accept"), "The answer to a link is accept, which clicks the link"),
    /** The code of the login page, typed into the phone. */
    PHONE_CODE(Set.of("code", "reject"), "The answer is code with the code that the page shows, or reject");

    private final Set<String> answers;
    private final String rule;

    ExpectedResponse(Set<String> answers, String rule) {
        this.answers = answers;
        this.rule = rule;
    }

    /**
     * Checks that a response fits the message.
     *
     * @throws IllegalArgumentException if the response doesn't fit
     */
    void requireFitting(PhoneResponse given) {
        if (!answers.contains(given.answer())) {
            throw new IllegalArgumentException(rule);
        }
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
