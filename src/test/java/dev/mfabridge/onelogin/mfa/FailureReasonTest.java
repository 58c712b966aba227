package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.UserLookup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasons of failures, from OneLogin's answers about users. */
class FailureReasonTest {
    @ParameterizedTest
    @CsvSource({
        "USER_NOT_FOUND, true",
        "USER_AMBIGUOUS, true",
        "USER_SUSPENDED, true",
        "NOT_ENROLLED, false",
        "UNREACHABLE, false",
        "REFUSED, false"
    })
    @DisplayName("Only a reason that OneLogin's user list gives is about the user")
    void onlyReasonOfUserListIsAboutUser(FailureReason reason, boolean isAboutUser) {
        assertThat(reason.isAboutUser()).isEqualTo(isAboutUser);
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPENDED, USER_SUSPENDED",
        "LOCKED, USER_LOCKED",
        "UNAPPROVED, USER_UNAPPROVED",
        "REJECTED, USER_REJECTED",
        "UNLICENSED, USER_UNLICENSED"
    })
    @DisplayName("Each block of a user in OneLogin has a reason of its own")
    void blockHasItsReason(UserLookup.Block block, FailureReason reason) {
        assertThat(FailureReason.of(block)).isEqualTo(reason);
    }
}
