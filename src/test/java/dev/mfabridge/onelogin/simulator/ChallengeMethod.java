package dev.mfabridge.onelogin.simulator;

import java.util.Map;
import java.util.Optional;

/** Method that proves a challenge: the message to the user, the data for the caller, and the right answers. */
sealed interface ChallengeMethod {
    /** Returns the content of the message to the user, empty if nothing is sent. */
    Optional<Content> content();

    /**
     * Checks a code that a caller sent to the API. A right code of an app is used up.
     *
     * @return whether the code is right
     * @throws ApiError if the method accepts no code
     */
    boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps);

    /**
     * Checks the user's response on the phone, which fits the content of the message.
     *
     * @return whether the response proves the challenge
     */
    default boolean isProvenBy(PhoneResponse answer) {
        return answer.isAccept();
    }

    /** Returns the field {@code factor_data} of the answer that starts the challenge. */
    default Map<String, String> factorData() {
        return Map.of();
    }

    /**
     * Returns whether the answer that starts the challenge contains the expiry. The answer to the set-up of Protect doesn't.
     */
    default boolean isTimed() {
        return true;
    }

    /** Returns the page to which the success page of a link leads, empty if there is none. */
    default String redirectTo() {
        return "";
    }

    /** SMS or e-mail with a code. */
    record SentCode(String code) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(
                    Content.code("Your OneLogin code is {{otp_code}}. It expires in {{otp_expiry}} minutes.", code));
        }

        @Override
        public boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps) {
            return code.equals(otp);
        }
    }

    /** E-mail with a link. Its success page leads to the caller's page, if there is one. */
    record MagicLink(String token, String redirectTo) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(Content.link(
                    "Open this link to continue. It expires in {{otp_expiry}} minutes.", PhoneApi.linkPath(token)));
        }

        @Override
        public boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps) {
            throw ApiError.unprocessable("This factor sends a link and has no code");
        }
    }

    /** Phone call in which the user types the code of the caller's page into the phone. */
    record PhoneCall(String code) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(
                    Content.phoneCode("OneLogin is calling. Enter the code that the login page shows, or hang up."));
        }

        @Override
        public boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps) {
            throw ApiError.unprocessable("OneLogin Voice expects the code on the phone, not at the API");
        }

        @Override
        public boolean isProvenBy(PhoneResponse answer) {
            return answer.types(code);
        }

        @Override
        public Map<String, String> factorData() {
            return Map.of("verification_token", code);
        }
    }

    /**
     * Pending enrollment of OneLogin Protect. The user enters the token in the app, or a code of the app on the caller's page.
     *
     * @param url the content of a QR code for the app
     */
    record Pairing(String token, String url) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(
                    Content.phoneCode("Set up OneLogin Protect: enter the code that the login page shows, or cancel."));
        }

        @Override
        public boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps) {
            return apps.use(device, otp);
        }

        @Override
        public boolean isProvenBy(PhoneResponse answer) {
            return answer.types(token);
        }

        @Override
        public Map<String, String> factorData() {
            return Map.of("verification_token", token, "totp_url", url);
        }

        @Override
        public boolean isTimed() {
            return false;
        }
    }

    /** Request in OneLogin Protect, which the user approves, denies, or answers with a code of the app. */
    record Push() implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(Content.push("Do you approve this login?"));
        }

        @Override
        public boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps) {
            return apps.use(device, otp);
        }
    }

    /**
     * Code of an authenticator app.
     *
     * @param factorData the URL that sets up the app during a registration, empty at a verification
     */
    record AppCode(Map<String, String> factorData) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.empty();
        }

        @Override
        public boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps) {
            return apps.use(device, otp);
        }
    }

    /** Temporary token of the help desk, which is verified in one call. */
    record TemporaryCode(TemporaryTokens tokens) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.empty();
        }

        @Override
        public boolean isProvenBy(String otp, SimulatedDevice device, AppCodes apps) {
            return tokens.use(device, otp);
        }
    }
}
