package dev.mfabridge.onelogin.keycloak.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of the condition's settings in the docs is the settings of the code. */
class ConditionSettingsTableTest {

    @Test
    void theDocsListEverySettingWithItsNameAndDefaultInOrder() throws IOException {
        var rows = Files.readAllLines(Path.of("docs/flows.md")).stream()
                .filter(line -> line.startsWith("| `onelogin."))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList()
                        .subList(1, 4))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(ConditionSetting.values())
                        .map(setting -> List.of(
                                setting.key(),
                                ConditionSetting.properties()
                                        .get(setting.ordinal())
                                        .getLabel(),
                                setting.defaultValue()))
                        .toList());
    }
}
