package dev.mfabridge.onelogin.keycloak.settingscheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of the queue of checks: one at a time for each realm, and few for many saves (S4). */
class CheckQueueTest {
    private final List<CheckRequest> checked = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final CheckQueue queue = new CheckQueue(this::check);
    private Runnable duringCheck = () -> {};

    @Test
    @DisplayName("Many saves before the check cause one check")
    void manySavesCauseOneCheck() {
        for (var save = 0; save < 100; save++) {
            save("acme", "a");
        }
        runTasks();

        assertThat(checked).hasSize(1);
    }

    @Test
    @DisplayName("Many saves during a check cause one more check, after it")
    void manySavesDuringACheckCauseOneMore() {
        duringCheck = () -> {
            duringCheck = () -> {};
            for (var save = 0; save < 100; save++) {
                save("acme", "a");
            }
            assertThat(tasks).isEmpty();
        };
        save("acme", "a");
        runTasks();

        assertThat(checked).hasSize(2);
    }

    @Test
    @DisplayName("A realm has one check at a time, and realms take turns")
    void realmsTakeTurns() {
        save("acme", "a");
        save("acme", "b");
        save("other", "c");

        assertThat(tasks).hasSize(2);
        runTasks();
        assertThat(checked).extracting(CheckRequest::config).containsExactly("a", "c", "b");
    }

    @Test
    @DisplayName("A save after the last check causes a new check")
    void saveAfterwardsIsChecked() {
        save("acme", "a");
        runTasks();
        save("acme", "a");
        runTasks();

        assertThat(checked).hasSize(2);
    }

    @Test
    @DisplayName("If the server takes no task, a later save is checked again")
    void laterSaveIsCheckedAfterARejection() {
        assertThatThrownBy(() -> queue.add(new CheckRequest("acme", "a", null), task -> {
                    throw new RejectedExecutionException("the server stops");
                }))
                .isInstanceOf(RejectedExecutionException.class);

        save("acme", "a");
        runTasks();

        assertThat(checked).hasSize(1);
    }

    @Test
    @DisplayName("A check that fails doesn't stop the next one")
    void failedCheckDoesNotStopTheNext() {
        duringCheck = () -> {
            duringCheck = () -> {};
            throw new IllegalStateException("the database is down");
        };
        save("acme", "a");
        save("acme", "b");
        runTasks();
        save("acme", "a");
        runTasks();

        assertThat(checked).extracting(CheckRequest::config).containsExactly("a", "b", "a");
    }

    private void save(String realm, String config) {
        queue.add(new CheckRequest(realm, config, null), tasks::add);
    }

    private void check(CheckRequest request) {
        checked.add(request);
        duringCheck.run();
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
