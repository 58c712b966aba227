package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginException;

/** Listener for problems with calls of OneLogin's API, which administrators should read. */
public interface ApiProblemListener {

    /** Records the reason for a failed call. */
    void failed(OneLoginException why);

    /**
     * Records an item of a list that can't be used.
     *
     * @param what a sentence without its full stop, which contains no secret and no name of a device
     */
    void skipped(String what);
}
