package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.UserLookup;

/** Reason for which a conversation ended without a proof. */
public enum FailureReason {
    /** OneLogin has no user that matches the user mapping. */
    USER_NOT_FOUND,
    /** OneLogin has several users that match the user mapping. */
    USER_AMBIGUOUS,
    /** OneLogin lists the user as suspended. */
    USER_SUSPENDED,
    /** OneLogin lists the user as locked. */
    USER_LOCKED,
    /** OneLogin lists the user as not approved yet. */
    USER_UNAPPROVED,
    /** OneLogin lists the user as rejected. */
    USER_REJECTED,
    /** OneLogin lists the user as having no license. */
    USER_UNLICENSED,
    /** The user has no device and can't enroll a device in this login. */
    NOT_ENROLLED,
    /** OneLogin offers no factor for enrollment that the settings allow. */
    NO_FACTOR_OFFERED,
    /** The user has devices, but the settings allow none of their factor types. */
    NO_USABLE_DEVICE,
    /** The device is no longer in OneLogin, and only an administrator can allow another enrollment. */
    DEVICE_REMOVED,
    /** OneLogin has the device and rejects a challenge of it. */
    DEVICE_REFUSED,
    /** The user has reached the message limit. */
    TOO_MANY_MESSAGES,
    /** The user has reached a limit of API calls, for example by opening a page again and again. */
    TOO_MANY_REQUESTS,
    /** This server had too many calls to OneLogin under way. */
    BUSY,
    /** OneLogin was too busy or too slow, or its answer wasn't readable. */
    UNAVAILABLE,
    /** OneLogin was unreachable, timed out, or returned HTTP 5xx. */
    UNREACHABLE,
    /** OneLogin rejected the API credential. */
    CREDENTIALS_REFUSED,
    /** OneLogin rejected the request. */
    REFUSED;

    /** Returns whether OneLogin has no user who can prove a factor, or more than one. */
    public boolean isAboutUser() {
        return name().startsWith("USER_");
    }

    /** Returns the notice about a limit of API calls if this is the reason, or else the other notice. */
    Notice noticeOr(Notice other) {
        return this == TOO_MANY_REQUESTS ? Notice.TOO_MANY_REQUESTS : other;
    }

    static FailureReason of(UserLookup.Block block) {
        return switch (block) {
            case SUSPENDED -> USER_SUSPENDED;
            case LOCKED -> USER_LOCKED;
            case UNAPPROVED -> USER_UNAPPROVED;
            case REJECTED -> USER_REJECTED;
            case UNLICENSED -> USER_UNLICENSED;
        };
    }

    static FailureReason of(OneLoginException e) {
        return switch (e.kind()) {
            case UNREACHABLE, TIMED_OUT -> UNREACHABLE;
            case UNAUTHORIZED, SCOPE_MISSING -> CREDENTIALS_REFUSED;
            case REFUSED -> REFUSED;
            case BUSY -> BUSY;
            case BUDGET_EXHAUSTED -> TOO_MANY_REQUESTS;
            case RATE_LIMITED, POOL_EXHAUSTED, OUT_OF_TIME, INVALID_RESPONSE -> UNAVAILABLE;
        };
    }
}
