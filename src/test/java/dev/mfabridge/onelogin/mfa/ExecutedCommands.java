package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Commands that are executed against answers of a list, with a record of the permits, the calls and the problems. */
final class ExecutedCommands implements RateLimiter, ApiProblemListener {

    /** Permits in order: {@code call}, {@code message}, {@code attempt} and {@code poll}, with a minus if released. */
    final List<String> permits = new ArrayList<>();

    /** Calls of OneLogin's API in order, as method and path, without those for access tokens. */
    final List<String> calls = new ArrayList<>();

    final List<OneLoginException> failures = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();

    private final Deque<Supplier<TransportResponse>> answers = new ArrayDeque<>();
    private Supplier<TransportResponse> token = () -> response(200, "{\"access_token\":\"t\",\"expires_in\":36000}");
    private String exhausted = "";

    /** Answers the next call. */
    ExecutedCommands answer(int status, String body) {
        answers.add(() -> response(status, body));
        return this;
    }

    /** Fails the next call. */
    ExecutedCommands fail(OneLoginException failure) {
        answers.add(() -> {
            throw failure;
        });
        return this;
    }

    /** Fails each call for an access token. */
    ExecutedCommands failTokens(OneLoginException failure) {
        token = () -> {
            throw failure;
        };
        return this;
    }

    /** Refuses the permits of one kind. */
    ExecutedCommands exhaust(String permit) {
        exhausted = permit;
        return this;
    }

    OneLoginEvent execute(Command command) {
        return execute(command, new UserReference.ById(MfaFixtures.USER));
    }

    OneLoginEvent execute(Command command, UserReference reference) {
        return executor(reference).execute(command);
    }

    OneLoginEvent poll(Command.PollChallenge command) {
        return executor(new UserReference.ById(MfaFixtures.USER)).poll(command);
    }

    private CommandExecutor executor(UserReference reference) {
        var account = new OneLoginAccount(URI.create("https://acme.onelogin.com"), "id", "secret");
        return new CommandExecutor(
                new OneLoginClient(account, new AccessTokenCache(Clock.systemUTC()), this::send),
                reference,
                new MessageOptions(Optional.empty(), Optional::empty),
                this,
                this);
    }

    private TransportResponse send(TransportRequest request) {
        if (request.uri().getPath().startsWith("/auth/")) {
            return token.get();
        }
        calls.add(request.method() + " " + request.uri().getPath());
        return answers.remove().get();
    }

    private static TransportResponse response(int status, String body) {
        return new TransportResponse(status, body, Optional.empty(), Optional.empty());
    }

    private Optional<Instant> acquire(String permit) {
        permits.add(permit);
        return Optional.of(MfaFixtures.LATER).filter(until -> exhausted.equals(permit));
    }

    @Override
    public Optional<Instant> acquireMessage() {
        return acquire("message");
    }

    @Override
    public void releaseMessage() {
        permits.add("-message");
    }

    @Override
    public Optional<Instant> acquireCodeAttempt(Challenge challenge) {
        return acquire("attempt");
    }

    @Override
    public void releaseCodeAttempt() {
        permits.add("-attempt");
    }

    @Override
    public boolean acquireCall() {
        return acquire("call").isEmpty();
    }

    @Override
    public void releaseCall() {
        permits.add("-call");
    }

    @Override
    public boolean acquirePoll(Challenge challenge) {
        return acquire("poll").isEmpty();
    }

    @Override
    public void failed(OneLoginException why) {
        failures.add(why);
    }

    @Override
    public void skipped(String what) {
        skipped.add(what);
    }
}
