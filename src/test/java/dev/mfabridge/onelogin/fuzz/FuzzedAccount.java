package dev.mfabridge.onelogin.fuzz;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import java.net.URI;

/** Account, user, device and challenge of the fuzz tests. */
final class FuzzedAccount {
    static final OneLoginId USER_ID = new OneLoginId("64515901");
    static final OneLoginId DEVICE_ID = new OneLoginId("3919988");
    static final OneLoginId CHALLENGE_ID = new OneLoginId("406fefd4-8a36-4aee-880c-f3e4a928e27d");
    static final OneTimeCode CODE = new OneTimeCode("083425919264");
    static final String TOKEN = "token-7d1f40c2a9";
    static final OneLoginAccount ACCOUNT =
            new OneLoginAccount(URI.create("https://example.onelogin.com"), "client", "secret-55e0b17f3c");

    private FuzzedAccount() {}
}
