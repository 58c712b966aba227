package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Comparison of the table of faults in the docs with the faults and the calls that {@link FaultMatrixIT} tries. */
class FaultMatrixTest {
    /** Faults of the answer to a proof that OneLogin's contract allows, or that the extension repairs. */
    private static final Set<CallFault> ALLOWED = EnumSet.of(
            CallFault.WRONG_TYPE,
            CallFault.IDS_AS_NUMBERS,
            CallFault.IDS_AS_TEXT,
            CallFault.OTHER_CONTAINER,
            CallFault.DEAD_TOKEN);

    /** Faults that OneLogin also uses for a wrong code. */
    private static final Set<CallFault> REJECTIONS_OF_CODE =
            EnumSet.of(CallFault.BAD_REQUEST, CallFault.WRONG_CODE, CallFault.FORBIDDEN, CallFault.UNPROCESSABLE);

    @Test
    @DisplayName("The docs describe each fault and the log line about it")
    void docsDescribeEachFault() {
        assertThat(FaultMatrix.table(FaultMatrix.FAULTS))
                .containsExactlyElementsOf(Arrays.stream(CallFault.values())
                        .map(fault -> List.of(fault.label(), fault.description(), "`" + fault.cause() + "`"))
                        .toList());
    }

    @Test
    @DisplayName("The docs have a row for each fault and a column for each call")
    void docsHaveEachFaultAndEachCall() throws IOException {
        assertThat(DocsTable.rows(FaultMatrix.PAGE, "Fault | token"))
                .containsExactly(Stream.concat(
                                Stream.of("Fault"),
                                Arrays.stream(FaultedCall.values()).map(FaultedCall::label))
                        .toList());
        assertThat(FaultMatrix.rows())
                .extracting(cells -> cells.get(0))
                .containsExactlyElementsOf(
                        Arrays.stream(CallFault.values()).map(CallFault::label).toList());
    }

    @ParameterizedTest
    @DisplayName("A cell is harmless, or a result whose event has an error")
    @EnumSource
    void cellIsHarmlessOrError(CallFault fault) {
        FaultMatrix.outcomes(fault).forEach((call, cell) -> {
            if (fault.isOnlyAtFirstCall() && call != FaultedCall.TOKEN) {
                assertThat(cell).isEqualTo(FaultMatrix.IMPOSSIBLE);
            } else if (call.isRemoval()) {
                assertThat(cell).isIn(FaultMatrix.HARMLESS, FaultMatrix.DEVICE_STAYS);
            } else if (!cell.equals(FaultMatrix.HARMLESS)) {
                assertThat(FaultMatrix.result(cell).flatMap(LoginResult::eventError))
                        .as(cell)
                        .isPresent();
            }
        });
    }

    @ParameterizedTest
    @DisplayName("A faulty answer to a proof is harmless only if the contract allows the answer")
    @EnumSource
    void faultyProofIsHarmlessOnlyIfAllowed(CallFault fault) {
        FaultMatrix.outcomes(fault).forEach((call, cell) -> {
            if (call.isProof()) {
                assertThat(cell.equals(FaultMatrix.HARMLESS))
                        .as(call.label() + ": " + cell)
                        .isEqualTo(ALLOWED.contains(fault));
            }
        });
    }

    @ParameterizedTest
    @DisplayName("Only a rejection that can be about the code is a failed attempt of the user")
    @EnumSource
    void onlyRejectionOfCodeIsFailedAttempt(CallFault fault) {
        FaultMatrix.outcomes(fault).forEach((call, cell) -> {
            if (FaultMatrix.result(cell).filter(LoginResult::isFailedAttempt).isPresent()) {
                assertThat(fault).isIn(REJECTIONS_OF_CODE);
                assertThat(call.isProof()).as(call.label()).isTrue();
            }
        });
    }
}
