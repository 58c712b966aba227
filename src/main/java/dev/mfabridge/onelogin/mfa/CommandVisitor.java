package dev.mfabridge.onelogin.mfa;

/**
 * Visitor of a {@link Command}, with one method per command.
 *
 * @param <T> the type of the result
 */
public interface CommandVisitor<T> {
    T findUser(Command.FindUser command);

    T lookUpUser(Command.LookUpUser command);

    T listDevices(Command.ListDevices command);

    T listFactors(Command.ListFactors command);

    T startRegistration(Command.StartRegistration command);

    T startVerification(Command.StartVerification command);

    T verifyCode(Command.VerifyCode command);

    T pollChallenge(Command.PollChallenge command);
}
