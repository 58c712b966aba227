package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the settings that are lists: names in the form, and short values for scripts. */
class OptionValuesTest {

    static Stream<Class<? extends Enum<?>>> lists() {
        return Stream.of(UserMapping.class, FirstDevice.class, EmailContent.class, AfterEmailLink.class);
    }

    @ParameterizedTest
    @MethodSource("lists")
    @DisplayName("Each value of the form and each value for scripts stands for its constant")
    <E extends Enum<E>> void valuesStandForTheirConstants(Class<E> list) {
        for (var constant : list.getEnumConstants()) {
            assertThat(OptionValues.parse(list, OptionValues.of(constant))).contains(constant);
            assertThat(OptionValues.parse(list, OptionValues.forScripts(constant)))
                    .contains(constant);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PROTECT, PROTECT",
        "protect, PROTECT",
        "OneLogin Protect, PROTECT",
        "AUTHENTICATOR, AUTHENTICATOR",
        "Authenticator app, AUTHENTICATOR",
        "EMAIL, EMAIL",
        "e-mail, EMAIL",
        "SMS, SMS",
        "VOICE, VOICE",
        "Phone call, VOICE"
    })
    @DisplayName("A type of factor has its name and its value for scripts")
    void typeOfFactorHasNameAndScriptValue(String value, FactorType type) {
        assertThat(OptionValues.factorType(value)).contains(type);
    }

    @Test
    @DisplayName("The form offers names, and no factor that this version doesn't know")
    void formOffersNamesOfKnownFactors() {
        assertThat(OptionValues.factorTypes())
                .isEqualTo(List.of("OneLogin Protect", "Authenticator app", "E-mail", "SMS", "Phone call"));
        assertThat(OptionValues.factorType("OTHER")).isEmpty();
        assertThat(OptionValues.factorType("")).isEmpty();
    }
}
