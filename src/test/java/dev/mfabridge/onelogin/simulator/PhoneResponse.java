package dev.mfabridge.onelogin.simulator;

import java.util.Set;

/**
 * User's response to a message, as {@code POST /_sim/messages/{id}/answer} accepts it.
 *
 * @param answer {@code accept}, {@code reject} or {@code code}
 * @param code the code that is typed into the phone, null with the other answers
 */
record PhoneResponse(String answer, String code) {
    private static final Set<String> KNOWN = Set.of("accept", "reject", "code");

    PhoneResponse {
        if (answer == null || !KNOWN.contains(answer)) {
            throw new IllegalArgumentException("answer is accept, reject or code");
        }
        var typed = code != null && !code.isBlank();
        if (answer.equals("code") != typed) {
            throw new IllegalArgumentException("The answer code needs a code, and the other answers must not have one");
        }
    }

    boolean isAccept() {
        return answer.equals("accept");
    }

    boolean types(String shown) {
        return answer.equals("code") && code.strip().equalsIgnoreCase(shown);
    }
}
