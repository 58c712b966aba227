package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.ClientErrorException;

/** Reads of a user's factors by an administrator, which use up the calls about that user that give way to logins. */
final class BudgetReads {
    private BudgetReads() {}

    /** Reads until the budget is used up, and returns the rejection. */
    static ClientErrorException untilRejected(AdminApi administrator, TestUser user) {
        while (true) {
            var rejection = catchThrowableOfType(ClientErrorException.class, () -> administrator.factors(user.id()));
            if (rejection != null) {
                assertThat(rejection.getResponse().getStatus()).isEqualTo(429);
                return rejection;
            }
        }
    }
}
