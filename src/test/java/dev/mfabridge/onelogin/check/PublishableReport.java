package dev.mfabridge.onelogin.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Assertions that a report can be published, and that nothing secret was shown. */
final class PublishableReport {
    private PublishableReport() {}

    /** Asserts that the report can be published and no secret was shown, and returns the result. */
    static SimulatedAccount.Result publishable(SimulatedAccount account, SimulatedAccount.Result result) {
        assertThat(result.output())
                .as("everything that was shown")
                .doesNotContain(SimulatedAccount.CLIENT_SECRET)
                .doesNotContainPattern("[0-9a-f]{64}|Bearer .|bearer [0-9a-f]");
        assertThat(result.block())
                .as("the report, of which no number of more than three digits, address, link or UUID is part")
                .doesNotContainPattern("[0-9]{4}|@|://|[0-9a-f]{8}-|[A-Z2-7]{16}")
                .doesNotContainIgnoringCase(SimulatedAccount.CLIENT_ID, "localhost")
                .satisfies(block ->
                        personal(account).forEach(value -> assertThat(block).doesNotContainIgnoringCase(value)));
        codes(account).forEach(code -> assertThat(result.block()).doesNotContain(code));
        return result;
    }

    private static List<String> personal(SimulatedAccount account) {
        var values = new ArrayList<String>();
        account.phone().users().stream()
                .filter(user -> user.id() == SimulatedAccount.USER)
                .forEach(user -> {
                    values.addAll(List.of(
                            user.username(), user.email(), user.firstname(), user.lastname(), user.externalId()));
                    values.add("Marvin");
                    values.add("zaphod");
                    user.devices().forEach(device -> values.add(device.deviceId()));
                });
        values.removeIf(String::isEmpty);
        return values;
    }

    private static Stream<String> codes(SimulatedAccount account) {
        return account.phone().messages().stream().flatMap(message -> Stream.ofNullable(message.code()));
    }
}
