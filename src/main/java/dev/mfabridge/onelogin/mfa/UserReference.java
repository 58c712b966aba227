package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.UserField;

/** How to tell which OneLogin user a person is. */
public sealed interface UserReference {

    /** The OneLogin user's id is known. */
    record ById(OneLoginId user) implements UserReference {}

    /** The one OneLogin user whose field holds this value. */
    record ByField(UserField field, String value) implements UserReference {}

    /**
     * Nothing on the person's account says which.
     *
     * @param why a sentence for the log
     */
    record Missing(String why) implements UserReference {}
}
