package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.simulator.AuthenticatorApp;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatorClient;

/** Administrator and user in one actor with a phone, who does what the check requests. */
final class SimulatedPerson {
    private final SimulatorClient phone;
    private final ScriptedTerminal terminal = new ScriptedTerminal();

    SimulatedPerson(SimulatedAccount account) {
        this.phone = account.phone();
    }

    /** Returns a terminal at which the actor chooses the first item and proves a factor of a type. */
    ScriptedTerminal proving(SimulatedFactorType factor) {
        terminal.types("Number", "1").types("Type yes", "yes");
        terminal.types("Enter the code of the app", () -> app(true));
        terminal.types(
                "Enter the code of the e-mail", () -> factor.equals(SimulatedFactorType.EMAIL_LINK) ? link() : sent());
        terminal.types("Enter the code", () -> factor.equals(SimulatedFactorType.AUTHENTICATOR) ? app(false) : sent());
        reactToToken("Type this code into the phone during the call: ");
        reactToToken("Enter this in the app OneLogin Protect: ");
        return terminal;
    }

    /** Returns the same terminal, with the push approved. */
    ScriptedTerminal approving(SimulatedFactorType factor) {
        proving(factor);
        return factor.equals(SimulatedFactorType.PROTECT)
                ? terminal.when("Waiting", () -> phone.approve(SimulatedAccount.USER))
                : terminal;
    }

    private void reactToToken(String line) {
        terminal.when(line, () -> phone.typeIntoPhone(SimulatedAccount.USER, terminal.after(line)));
    }

    private String sent() {
        return phone.lastCodeFor(SimulatedAccount.USER).orElseThrow();
    }

    private String link() {
        phone.clickLink(SimulatedAccount.USER);
        return "";
    }

    private String app(boolean enrolled) {
        return phone.appsOf(SimulatedAccount.USER).stream()
                .filter(app -> app.enrolled() == enrolled)
                .map(AuthenticatorApp::code)
                .findFirst()
                .orElseThrow();
    }
}
