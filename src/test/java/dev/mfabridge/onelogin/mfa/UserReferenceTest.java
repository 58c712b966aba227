package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.UserField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References of Keycloak users to their accounts in OneLogin. */
class UserReferenceTest {
    @ParameterizedTest
    @CsvSource({"ann@example.com, true", "a*@example.com, false", "!ann@example.com, false"})
    @DisplayName("A value that OneLogin reads as a pattern can't be searched (S1)")
    void patternCannotBeSearched(String value, boolean isSearchable) {
        assertThat(new UserReference.ByField(UserField.EMAIL, value).isSearchable())
                .isEqualTo(isSearchable);
    }
}
