package dev.mfabridge.onelogin.fuzz;

import dev.mfabridge.onelogin.client.DeliveryOptions;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.ReadableItems;
import dev.mfabridge.onelogin.client.UserField;
import dev.mfabridge.onelogin.client.UserLookup;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** Calls of the client that read an answer, each with its outcome in one word. */
enum AnsweredCall {
    FIND_USER(client -> lookup(client.findUser(UserField.EMAIL, "ann@example.com"))),
    AUTHENTICATE(client -> {
        client.authenticate();
        return "authenticated";
    }),
    ANY_USER(client -> client.anyUser().isPresent() ? "found" : "none"),
    USER(client -> lookup(client.user(FuzzedAccount.USER_ID))),
    FACTORS(client -> list(client.factors(FuzzedAccount.USER_ID))),
    DEVICES(client -> list(client.devices(FuzzedAccount.USER_ID))),
    REMOVE(client -> {
        client.removeDevice(FuzzedAccount.USER_ID, FuzzedAccount.DEVICE_ID);
        return "removed";
    }),
    REGISTER(client -> {
        client.startRegistration(FuzzedAccount.USER_ID, FuzzedAccount.DEVICE_ID, "Phone", options());
        return "started";
    }),
    REGISTRATION_CODE(client ->
            word(client.completeRegistration(FuzzedAccount.USER_ID, FuzzedAccount.CHALLENGE_ID, FuzzedAccount.CODE)
                    .verdict())),
    REGISTRATION_POLL(client -> word(client.pollRegistration(FuzzedAccount.USER_ID, FuzzedAccount.CHALLENGE_ID)
            .status())),
    VERIFY(client -> {
        client.startVerification(FuzzedAccount.USER_ID, FuzzedAccount.DEVICE_ID, options());
        return "started";
    }),
    VERIFICATION_CODE(client -> word(client.completeVerification(
                    FuzzedAccount.USER_ID, FuzzedAccount.CHALLENGE_ID, FuzzedAccount.DEVICE_ID, FuzzedAccount.CODE)
            .verdict())),
    VERIFICATION_POLL(client -> word(client.pollVerification(FuzzedAccount.USER_ID, FuzzedAccount.CHALLENGE_ID)
            .status())),
    APP_CODE(client -> word(client.verifyAppCode(FuzzedAccount.USER_ID, FuzzedAccount.DEVICE_ID, FuzzedAccount.CODE)
            .verdict()));

    private final Function<OneLoginClient, String> call;

    AnsweredCall(Function<OneLoginClient, String> call) {
        this.call = call;
    }

    /** Sends the call, and returns the outcome. */
    String ask(OneLoginClient client) {
        return call.apply(client);
    }

    /** Returns whether the call submits a code. */
    boolean isAboutCode() {
        return this == REGISTRATION_CODE || this == VERIFICATION_CODE || this == APP_CODE;
    }

    /** Returns whether the call is about a registration or verification that the answer can name. */
    boolean namesChallenge() {
        return this != APP_CODE;
    }

    private static DeliveryOptions options() {
        return DeliveryOptions.withLifetime(Duration.ofMinutes(5));
    }

    private static String lookup(UserLookup lookup) {
        return lookup.fold(user -> "found", block -> "blocked", () -> "none", () -> "several");
    }

    private static String list(ReadableItems<?> list) {
        if (list.items().isEmpty()) {
            return "none";
        }
        return list.isComplete() ? "items" : "incomplete";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
