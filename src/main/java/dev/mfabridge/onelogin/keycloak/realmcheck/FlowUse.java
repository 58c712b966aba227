package dev.mfabridge.onelogin.keycloak.realmcheck;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.keycloak.models.AuthenticationFlowModel;

/**
 * Use of a flow by the realm, by clients or by identity providers.
 *
 * @param role the use, to be read after the name of the flow, such as {@code bound as the browser flow}
 * @param isOpen whether users reach a session by the flow, tested last because the test can search the clients
 * @param advice another way to close the flow, as an instruction
 * @param canHaveOneLogin whether the execution "OneLogin MFA" can run in the flow; a flow for programs has no pages
 */
record FlowUse(
        AuthenticationFlowModel flow,
        String role,
        BooleanSupplier isOpen,
        Supplier<String> advice,
        boolean canHaveOneLogin) {

    /** Returns the name of the flow and its use, as the subject of a sentence. */
    String description() {
        return "The flow \"%s\", %s,".formatted(flow.getAlias(), role);
    }
}
