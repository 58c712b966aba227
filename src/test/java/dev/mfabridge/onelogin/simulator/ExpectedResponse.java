package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** What a message wants of the person who got it. */
public enum ExpectedResponse {
    /** Its code, typed in at the page that asks for it. */
    CODE(Set.of(), "The code of this message is typed in at the page that asks for it, not on the phone"),
    /** Approve or deny. */
    ANSWER(Set.of("accept", "reject"), "A push is answered with accept or with reject"),
    /** A click. */
    LINK(Set.of("accept"), "A link is answered with accept, which clicks it"),
    /** The code that the page shows, typed into the phone. */
    PHONE_CODE(Set.of("code", "reject"), "This is answered with code and the code that the page shows, or with reject");

    private final Set<String> answers;
    private final String rule;

    ExpectedResponse(Set<String> answers, String rule) {
        this.answers = answers;
        this.rule = rule;
    }

    /** @throws IllegalArgumentException when that is no answer to it */
    void requireThatItFits(PhoneResponse given) {
        if (!answers.contains(given.answer())) {
            throw new IllegalArgumentException(rule);
        }
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
