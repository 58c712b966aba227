package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;

/** What a person is asked to prove: a device that is enrolled, or a factor that is being enrolled. */
public sealed interface Target permits EnrolledDevice, OfferedFactor {

    /** @return the OneLogin user who proves it */
    OneLoginId user();

    /** @return how it is proven */
    FactorType type();

    /** @return what to call it */
    Label label();
}
