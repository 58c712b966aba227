package dev.mfabridge.onelogin.client;

/** Result of looking up a user ({@code GET /api/2/users} and {@code GET /api/2/users/{id}}). */
public sealed interface UserLookup {

    /** Exactly one user, whose field matches the search. */
    record Found(OneLoginId user) implements UserLookup {}

    /** A user who may not sign in to OneLogin. */
    record Blocked(Block block) implements UserLookup {}

    /** No user, or one whose field differs from the search. */
    record None() implements UserLookup {}

    /** More than one user. */
    record Several() implements UserLookup {}

    /** No search: the value contains {@code *} or {@code !}, which OneLogin reads as a pattern. */
    record NotSearchable() implements UserLookup {}

    /** Reason for which a OneLogin user may not sign in, from the user's {@code status} and {@code state}. */
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
