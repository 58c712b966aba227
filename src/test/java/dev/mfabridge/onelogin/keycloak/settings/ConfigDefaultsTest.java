package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.authenticator.OneLoginAuthenticatorFactory;
import dev.mfabridge.onelogin.keycloak.condition.OneLoginFactorConditionFactory;
import dev.mfabridge.onelogin.keycloak.protocolmapper.OneLoginAmrMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.Constants;
import org.keycloak.provider.ConfiguredProvider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderFactory;

/** Defaults in the forms of the admin console. The console sends a default unchanged, and the server accepts only texts. */
class ConfigDefaultsTest {

    private static final Path SERVICES = Path.of("src/main/resources/META-INF/services");

    /** Returns each provider of this extension that has a form. A provider that is added later is checked as well. */
    static Stream<Object> forms() throws IOException {
        try (var files = Files.list(SERVICES)) {
            return files
                    .flatMap(ConfigDefaultsTest::providers)
                    .filter(provider -> properties(provider) != null)
                    .toList()
                    .stream();
        }
    }

    private static Stream<Object> providers(Path service) {
        try {
            return Files.readAllLines(service).stream().map(ConfigDefaultsTest::create);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object create(String provider) {
        try {
            return Class.forName(provider).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<ProviderConfigProperty> properties(Object provider) {
        if (provider instanceof ConfiguredProvider form) {
            return form.getConfigProperties();
        }
        return provider instanceof ProviderFactory<?> factory ? factory.getConfigMetadata() : null;
    }

    @ParameterizedTest
    @DisplayName("Each default is a text or absent")
    @MethodSource("forms")
    void defaultsAreTextsOrAbsent(Object form) {
        // Keycloak adds this setting to every required action. Its default is a number, which the server accepts as a
        // text.
        assertThat(properties(form).stream()
                        .filter(property -> !property.getName().equals(Constants.MAX_AUTH_AGE_KEY)))
                .extracting(ProviderConfigProperty::getDefaultValue)
                .allSatisfy(value -> assertThat(value == null || value instanceof String)
                        .as("%s", value)
                        .isTrue());
    }

    @Test
    @DisplayName("The forms include the execution, the condition and the mapper")
    void formsIncludeExecutionConditionAndMapper() throws IOException {
        assertThat(forms().map(Object::getClass))
                .contains(
                        OneLoginAuthenticatorFactory.class,
                        OneLoginFactorConditionFactory.class,
                        OneLoginAmrMapper.class);
    }

    @Test
    @DisplayName("Settings that can't be empty and have no default are marked as required")
    void mandatorySettingsAreMarkedAsRequired() {
        assertThat(ConfigProperty.properties().stream().filter(ProviderConfigProperty::isRequired))
                .extracting(ProviderConfigProperty::getName)
                .isEqualTo(List.of("onelogin.baseUrl", "onelogin.clientId", "onelogin.clientSecret"));
    }
}
