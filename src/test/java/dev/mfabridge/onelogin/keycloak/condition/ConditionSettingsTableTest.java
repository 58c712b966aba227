package dev.mfabridge.onelogin.keycloak.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparison of the docs with the settings of the condition. */
class ConditionSettingsTableTest {

    @Test
    @DisplayName("The docs list every setting of the condition with its name and default in order")
    void docsListEverySettingOfTheCondition() throws IOException {
        assertThat(DocsTable.settings("reference/bound-flows.md"))
                .isEqualTo(Arrays.stream(ConditionConfigProperty.values())
                        .map(setting -> List.of(setting.key(), setting.label(), setting.defaultValue()))
                        .toList());
    }
}
