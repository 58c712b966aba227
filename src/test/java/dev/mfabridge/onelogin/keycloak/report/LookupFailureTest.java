package dev.mfabridge.onelogin.keycloak.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.UserField;
import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.QueryPurpose;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Causes of failed user lookups in the words of the log. */
class LookupFailureTest {
    private static final OneLoginId OWNER = new OneLoginId("64515902");
    private static final UserReference BY_EMAIL = new UserReference.ByField(UserField.EMAIL, "ann@example.com");
    private static final UserReference UNVERIFIED =
            new UserReference.Missing("the user's e-mail address is not verified");
    private static final Command BY_MAPPING = new Command.FindUser();
    private static final Command BY_OWNER = new Command.LookUpUser(OWNER, new QueryPurpose.SelectDevice(List.of()));

    static Stream<UserReference> references() {
        return Stream.of(
                BY_EMAIL,
                UNVERIFIED,
                new UserReference.ByField(UserField.USERNAME, "a*"),
                new UserReference.ById(new OneLoginId("1")));
    }

    @ParameterizedTest
    @DisplayName("A lookup by a stored owner names the owner, whatever the user mapping has")
    @MethodSource("references")
    void storedOwnerIsNamed(UserReference mapped) {
        var failure = LookupFailure.of(FailureReason.USER_NOT_FOUND, BY_OWNER, mapped);

        assertThat(failure.cause())
                .isEqualTo("OneLogin has no user with the ID 64515902, the stored owner of the user's device");
        assertThat(failure.fix()).doesNotContain("onelogin.userMapping");
    }

    @ParameterizedTest
    @DisplayName("A status of the user is the cause, whatever the reference was")
    @EnumSource(
            value = FailureReason.class,
            names = {"USER_SUSPENDED", "USER_LOCKED", "USER_UNAPPROVED", "USER_REJECTED", "USER_UNLICENSED"})
    void statusIsTheCause(FailureReason reason) {
        for (var command : List.of(BY_MAPPING, BY_OWNER)) {
            var failure = LookupFailure.of(reason, command, BY_EMAIL);

            assertThat(failure.cause()).startsWith("OneLogin lists the user as ");
            assertThat(failure.fix()).isEqualTo("Fix the user's status in OneLogin");
        }
    }

    @Test
    @DisplayName("A lookup by the user mapping names the field or the missing data")
    void mappingIsNamed() {
        assertThat(cause(FailureReason.USER_NOT_FOUND, BY_EMAIL)).isEqualTo("OneLogin has no user with this email");
        assertThat(cause(FailureReason.USER_AMBIGUOUS, BY_EMAIL))
                .isEqualTo("OneLogin has more than one user with this email");
        assertThat(cause(FailureReason.USER_NOT_FOUND, UNVERIFIED))
                .isEqualTo("the user's e-mail address is not verified");
        assertThat(cause(FailureReason.USER_NOT_FOUND, new UserReference.ById(OWNER)))
                .isEqualTo(
                        "OneLogin has no user with the ID 64515902, the value of the user's attribute onelogin_user_id");
        assertThat(cause(FailureReason.USER_NOT_FOUND, new UserReference.ByField(UserField.USERNAME, "a*")))
                .contains("did not look up the user");
    }

    private static String cause(FailureReason reason, UserReference mapped) {
        return LookupFailure.of(reason, BY_MAPPING, mapped).cause();
    }
}
