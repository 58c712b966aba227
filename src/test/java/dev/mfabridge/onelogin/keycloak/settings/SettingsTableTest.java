package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderConfigProperty;

/** Comparison of the docs with the settings of the execution. */
class SettingsTableTest {

    @Test
    @DisplayName("The docs list every setting with its name and default in order")
    void docsListEverySetting() throws IOException {
        assertThat(DocsTable.settings("reference/settings.md"))
                .isEqualTo(Arrays.stream(ConfigProperty.values())
                        .map(setting -> List.of(
                                setting.key(),
                                setting.label(),
                                setting.defaultValue().orElse("-")))
                        .toList());
    }

    @Test
    @DisplayName("Keycloak masks only the client secret among the settings (S7)")
    void clientSecretIsTheOnlyMaskedSetting() {
        assertThat(ConfigProperty.properties().stream().filter(ProviderConfigProperty::isSecret))
                .extracting(ProviderConfigProperty::getName)
                .containsExactly("onelogin.clientSecret");
    }
}
