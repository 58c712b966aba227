package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.amr.OneLoginAmrMapper;
import dev.mfabridge.onelogin.keycloak.authenticator.OneLoginAuthenticatorFactory;
import dev.mfabridge.onelogin.keycloak.condition.OneLoginFactorConditionFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.provider.ConfiguredProvider;
import org.keycloak.provider.ProviderConfigProperty;

/** The forms of Keycloak's admin console, which sends a default as it is: the server takes texts alone. */
class ConfigDefaultsTest {

    static Stream<ConfiguredProvider> forms() {
        return Stream.of(
                new OneLoginAuthenticatorFactory(), new OneLoginFactorConditionFactory(), new OneLoginAmrMapper());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachDefaultIsATextOrNothing(ConfiguredProvider form) {
        assertThat(form.getConfigProperties())
                .extracting(ProviderConfigProperty::getDefaultValue)
                .allSatisfy(value -> assertThat(value == null || value instanceof String)
                        .as("%s", value)
                        .isTrue());
    }

    @Test
    void whatHasNoDefaultAndCannotBeEmptyIsMarkedAsRequired() {
        assertThat(Setting.properties().stream().filter(ProviderConfigProperty::isRequired))
                .extracting(ProviderConfigProperty::getName)
                .isEqualTo(List.of("onelogin.baseUrl", "onelogin.clientId", "onelogin.clientSecret"));
    }
}
