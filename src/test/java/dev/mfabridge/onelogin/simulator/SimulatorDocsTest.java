package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparison of the tables in docs/develop/simulator.md with the simulator. */
class SimulatorDocsTest {
    @Test
    @DisplayName("The docs list every field of a behavior rule with its values")
    void docsListEveryFieldOfABehaviorRule() throws IOException {
        var inTheDocs = DocsTable.rows("develop/simulator.md", "`").stream()
                .filter(cells -> cells.size() == 3)
                .map(cells -> cells.get(0).replace("`", "") + " = "
                        + cells.get(1).replace("`", "").replaceAll("^(any text|a number)$", ""))
                .toList();

        assertThat(inTheDocs)
                .containsExactlyElementsOf(Arrays.stream(ResponseOption.values())
                        .map(option -> option.field() + " = " + String.join(", ", option.choices()))
                        .toList());
    }

    @Test
    @DisplayName("The users file contains the users for unusual cases")
    void usersForUnusualCasesAreInTheUsersFile() throws IOException {
        var names = DocsTable.rows("develop/simulator.md", "`").stream()
                .filter(cells -> cells.size() == 2)
                .map(cells -> cells.get(0).replace("`", ""))
                .filter(name -> name.matches("[a-z]+"))
                .collect(Collectors.toList());

        assertThat(UsersFile.demo().users())
                .extracting(SimulatedUser::username)
                .containsAll(names)
                .containsSequence(names);
        assertThat(names).isEqualTo(List.of("heidi", "ivan", "judy"));
    }
}
