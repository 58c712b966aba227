package dev.mfabridge.onelogin.client;

import java.util.function.Function;
import java.util.function.Supplier;

/** Result of a user lookup ({@code GET /api/2/users} and {@code GET /api/2/users/{id}}). */
public sealed interface UserLookup {

    /**
     * Returns the result of the function that is for this lookup.
     *
     * @param none for no user, and for a value that can't be searched
     */
    <T> T fold(Function<OneLoginId, T> found, Function<Block, T> blocked, Supplier<T> none, Supplier<T> several);

    /** Exactly one user, with the value that was searched. */
    record Found(OneLoginId user) implements UserLookup {
        @Override
        public <T> T fold(
                Function<OneLoginId, T> found, Function<Block, T> blocked, Supplier<T> none, Supplier<T> several) {
            return found.apply(user);
        }
    }

    /** User that OneLogin lists as blocked from signing in. */
    record Blocked(Block block) implements UserLookup {
        @Override
        public <T> T fold(
                Function<OneLoginId, T> found, Function<Block, T> blocked, Supplier<T> none, Supplier<T> several) {
            return blocked.apply(block);
        }
    }

    /** No user, or a user with another value. */
    record None() implements UserLookup {
        @Override
        public <T> T fold(
                Function<OneLoginId, T> found, Function<Block, T> blocked, Supplier<T> none, Supplier<T> several) {
            return none.get();
        }
    }

    /** More than one user. */
    record Several() implements UserLookup {
        @Override
        public <T> T fold(
                Function<OneLoginId, T> found, Function<Block, T> blocked, Supplier<T> none, Supplier<T> several) {
            return several.get();
        }
    }

    /** No search: the value contains {@code *} or {@code !}, which OneLogin reads as a pattern. */
    record NotSearchable() implements UserLookup {
        @Override
        public <T> T fold(
                Function<OneLoginId, T> found, Function<Block, T> blocked, Supplier<T> none, Supplier<T> several) {
            return none.get();
        }
    }

    /** Reason for which a OneLogin user can't sign in, by the user's {@code status} and {@code state}. */
    enum Block {
        /** {@code status} 2. */
        SUSPENDED,
        /** {@code status} 3. */
        LOCKED,
        /** {@code state} 0. */
        UNAPPROVED,
        /** {@code state} 2. */
        REJECTED,
        /** {@code state} 3. */
        UNLICENSED
    }
}
