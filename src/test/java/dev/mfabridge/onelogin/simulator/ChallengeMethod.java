package dev.mfabridge.onelogin.simulator;

import java.util.Map;
import java.util.Optional;

/** What proves a challenge: what reaches the person, what the caller is told, and which answers are the right ones. */
sealed interface ChallengeMethod {
    /** What reaches the person; empty when nothing is sent. */
    Optional<Content> content();

    /**
     * Whether this code, sent to the API, is right. One of an app is used up by it.
     *
     * @throws ApiError when no code can be sent for it
     */
    boolean isProvedBy(String otp, SimulatedDevice device, AppCodes apps);

    /** Whether what the person did on the phone, which fits what the content waits for, is a yes. */
    default boolean isProvedBy(PhoneResponse answer) {
        return answer.isAccept();
    }

    /** What the answer to the call that made the challenge holds besides. */
    default Map<String, String> factorData() {
        return Map.of();
    }

    /** Whether the answer to that call says when it expires: of Protect's set-up it doesn't. */
    default boolean isTimed() {
        return true;
    }

    /** The page that the success page of a link leads to, empty where there is none. */
    default String redirectTo() {
        return "";
    }

    /** A text message or an e-mail with a code in it. */
    record SentCode(String code) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(
                    Content.code("Your OneLogin code is {{otp_code}}. It expires in {{otp_expiry}} minutes.", code));
        }

        @Override
        public boolean isProvedBy(String otp, SimulatedDevice device, AppCodes apps) {
            return code.equals(otp);
        }
    }

    /** An e-mail with a link in it. Its success page leads to the caller's page, if there is one. */
    record MagicLink(String token, String redirectTo) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(Content.link(
                    "Open this link to go on. It expires in {{otp_expiry}} minutes.", PhoneApi.linkPath(token)));
        }

        @Override
        public boolean isProvedBy(String otp, SimulatedDevice device, AppCodes apps) {
            throw ApiError.unprocessable("This factor sends a link, which is opened: it has no code");
        }
    }

    /** A call, in which the code that the caller's page shows is typed into the phone. */
    record PhoneCall(String code) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(Content.phoneCode(
                    "OneLogin is calling. Type in the code that the sign-in page shows, or hang up."));
        }

        @Override
        public boolean isProvedBy(String otp, SimulatedDevice device, AppCodes apps) {
            throw ApiError.unprocessable("OneLogin Voice is answered on the phone, not with a code here");
        }

        @Override
        public boolean isProvedBy(PhoneResponse answer) {
            return answer.types(code);
        }

        @Override
        public Map<String, String> factorData() {
            return Map.of("verification_token", code);
        }
    }

    /**
     * OneLogin Protect on its way to being enrolled: the app is given the token, or a code of the app is typed in.
     *
     * @param url what a QR code for the app holds
     */
    record Pairing(String token, String url) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(Content.phoneCode(
                    "OneLogin Protect wants to be set up. Type in the code that the page shows, or cancel."));
        }

        @Override
        public boolean isProvedBy(String otp, SimulatedDevice device, AppCodes apps) {
            return apps.use(device, otp);
        }

        @Override
        public boolean isProvedBy(PhoneResponse answer) {
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

    /** A request in OneLogin Protect, which is approved or denied, or answered with a code of the app. */
    record Push() implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.of(Content.push("Is it you who is signing in?"));
        }

        @Override
        public boolean isProvedBy(String otp, SimulatedDevice device, AppCodes apps) {
            return apps.use(device, otp);
        }
    }

    /** @param factorData with the URL that sets the app up, where it is being enrolled */
    record AppCode(Map<String, String> factorData) implements ChallengeMethod {
        @Override
        public Optional<Content> content() {
            return Optional.empty();
        }

        @Override
        public boolean isProvedBy(String otp, SimulatedDevice device, AppCodes apps) {
            return apps.use(device, otp);
        }
    }
}
