package dev.mfabridge.onelogin.simulator;

import java.util.Set;

/**
 * What a person does about a message, as {@code POST /_sim/messages/{id}/answer} takes it.
 *
 * @param answer {@code accept}, {@code reject} or {@code code}
 * @param code what is typed into the phone, null with the other answers
 */
record PhoneResponse(String answer, String code) {
    private static final Set<String> KNOWN = Set.of("accept", "reject", "code");

    PhoneResponse {
        if (answer == null || !KNOWN.contains(answer)) {
            throw new IllegalArgumentException("answer is accept, reject or code");
        }
        var typed = code != null && !code.isBlank();
        if (answer.equals("code") != typed) {
            throw new IllegalArgumentException("The answer code comes with a code, the others without");
        }
    }

    boolean isAccept() {
        return answer.equals("accept");
    }

    boolean types(String shown) {
        return answer.equals("code") && code.strip().equalsIgnoreCase(shown);
    }
}
