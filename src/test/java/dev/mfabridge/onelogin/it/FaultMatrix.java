package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.DocsTable;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Table of the outcomes of each fault of each call. The page of the docs is the only place of the table. */
final class FaultMatrix {
    static final String PAGE = "reference/fault-matrix.md";
    /** Section with a row for each fault and a column for each call. */
    static final String OUTCOMES = "Outcomes";
    /** Section with a row for each fault. */
    static final String FAULTS = "Faults";
    /** Outcome of a fault that the extension's contract with OneLogin allows, or that the extension repairs by itself. */
    static final String HARMLESS = "harmless";
    /** Outcome of a removal that is tried again later. */
    static final String DEVICE_STAYS = "device stays";
    /** Cell of a fault that the call can't have. */
    static final String IMPOSSIBLE = "-";

    private FaultMatrix() {}

    /** Returns the expected outcomes of a fault, by call. */
    static Map<FaultedCall, String> outcomes(CallFault fault) {
        var row = rows().stream()
                .filter(cells -> cells.get(0).equals(fault.label()))
                .findFirst()
                .orElse(List.of());
        return Arrays.stream(FaultedCall.values())
                .collect(Collectors.toMap(
                        call -> call, call -> row.size() > call.ordinal() + 1 ? row.get(call.ordinal() + 1) : ""));
    }

    /** Returns the cells of each row, the fault first. */
    static List<List<String>> rows() {
        return table(OUTCOMES);
    }

    /** Returns the cells of the rows of a section's table, without its heading. */
    static List<List<String>> table(String heading) {
        try {
            var names = DocsTable.firstColumn(PAGE, heading);
            return DocsTable.rows(PAGE, "").stream()
                    .filter(cells -> names.contains(cells.get(0)))
                    .filter(cells -> heading.equals(OUTCOMES) == (cells.size() > FaultedCall.values().length))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the row of the docs for outcomes. */
    static String row(CallFault fault, Map<FaultedCall, String> outcomes) {
        var cells = new ArrayList<>(List.of(fault.label()));
        Arrays.stream(FaultedCall.values()).map(outcomes::get).forEach(cells::add);
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Returns the cell of a result. */
    static String cell(LoginResult result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the result of a cell, or empty if a login passes or none is concerned. */
    static Optional<LoginResult> result(String cell) {
        return Arrays.stream(LoginResult.values())
                .filter(result -> cell(result).equals(cell))
                .findFirst();
    }
}
