package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginException;

/** Listener for what administrators should read about calls of OneLogin's API. */
public interface ApiProblemListener {

    /** Records why a call failed. */
    void failed(OneLoginException why);

    /**
     * Records an item of a list that can't be used.
     *
     * @param what a sentence with no full stop, which holds no secret and no name of a device
     */
    void skipped(String what);
}
