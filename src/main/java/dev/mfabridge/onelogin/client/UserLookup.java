package dev.mfabridge.onelogin.client;

/** What came of looking a user up ({@code GET /api/2/users} and {@code GET /api/2/users/{id}}). */
public sealed interface UserLookup {

    /** Exactly one user came back, and its field is what was asked for. */
    record Found(OneLoginId user) implements UserLookup {}

    /** OneLogin lists the user as one that may not sign in. */
    record Blocked(Block block) implements UserLookup {}

    /** No user came back, or one whose field is something else. */
    record None() implements UserLookup {}

    /** More than one user came back. */
    record Several() implements UserLookup {}

    /** Nothing was asked: the value holds {@code *} or {@code !}, which OneLogin reads as a pattern. */
    record NotSearchable() implements UserLookup {}

    /** Reason for which a OneLogin user may not sign in, as {@code status} and {@code state} of the user say. */
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
