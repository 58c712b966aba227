package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.UserField;
import java.util.function.Function;

/** Reference of a Keycloak user to the user's account in OneLogin. */
public sealed interface UserReference {

    /** Returns the result of the function that is for this kind of reference. */
    <T> T fold(Function<ById, T> byId, Function<ByField, T> byField, Function<Missing, T> missing);

    /** Reference by the OneLogin user's id. */
    record ById(OneLoginId user) implements UserReference {
        @Override
        public <T> T fold(Function<ById, T> byId, Function<ByField, T> byField, Function<Missing, T> missing) {
            return byId.apply(this);
        }
    }

    /** Reference by the value of a field, which only one OneLogin user can have. */
    record ByField(UserField field, String value) implements UserReference {
        /** Returns whether OneLogin can search for the value. OneLogin reads {@code *} and {@code !} as a pattern. */
        public boolean isSearchable() {
            return !value.contains("*") && !value.contains("!");
        }

        @Override
        public <T> T fold(Function<ById, T> byId, Function<ByField, T> byField, Function<Missing, T> missing) {
            return byField.apply(this);
        }
    }

    /**
     * Missing reference: no data in Keycloak identifies the OneLogin user.
     *
     * @param why the reason, a sentence for the log
     */
    record Missing(String why) implements UserReference {
        @Override
        public <T> T fold(Function<ById, T> byId, Function<ByField, T> byField, Function<Missing, T> missing) {
            return missing.apply(this);
        }
    }
}
