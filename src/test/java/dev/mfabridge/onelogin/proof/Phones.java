package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.simulator.Message;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Phones of the users: the codes of messages and apps, and the answers to pushes. */
final class Phones {
    private static final int STEP_SECONDS = 30;

    private final SimulatorClient oneLogin;
    private final DefaultCodeGenerator generator = new DefaultCodeGenerator();
    private final Map<Long, Long> lastSteps = new ConcurrentHashMap<>();

    Phones(SimulatorClient oneLogin) {
        this.oneLogin = oneLogin;
    }

    /** Returns the messages to a user, newest first. */
    List<Message> messagesTo(ProofUser user) {
        return oneLogin.messagesTo(user.oneLoginId());
    }

    /** Returns the id of the newest message to a user, 0 if there is none. */
    long newestMessage(ProofUser user) {
        return messagesTo(user).stream().mapToLong(Message::id).findFirst().orElse(0);
    }

    /** Returns true if OneLogin accepted a message that is newer than another one. */
    boolean hasAccepted(ProofUser user, long after) {
        return messagesTo(user).stream()
                .anyMatch(message -> message.id() > after && message.state() == Message.MessageState.ACCEPTED);
    }

    /** Returns the code that OneLogin sent last. */
    Optional<String> sentCode(ProofUser user) {
        return oneLogin.lastCodeFor(user.oneLoginId());
    }

    /** Approves the newest push. Returns false if none is open. */
    boolean approve(ProofUser user) {
        return answer(() -> oneLogin.approve(user.oneLoginId()));
    }

    /** Denies the newest push. Returns false if none is open. */
    boolean deny(ProofUser user) {
        return answer(() -> oneLogin.deny(user.oneLoginId()));
    }

    private static boolean answer(Runnable answer) {
        try {
            answer.run();
            return true;
        } catch (IllegalArgumentException e) {
            // Nothing is open: OneLogin got no request, or the request has ended.
            return false;
        }
    }

    /** Returns the code that the user's app showed last, if the user entered one. */
    Optional<String> lastAppCode(ProofUser user) {
        return Optional.ofNullable(lastSteps.get(user.number())).map(step -> code(user, step));
    }

    /** Returns true if the app still shows the code that the user entered last. */
    boolean showsLastAppCode(ProofUser user) {
        return lastSteps.getOrDefault(user.number(), 0L) >= now();
    }

    /** Returns a code of the user's app that the user has not entered yet, or empty if the app has to show another one first. */
    Optional<String> nextAppCode(ProofUser user) {
        var now = now();
        var next = Math.max(now, lastSteps.getOrDefault(user.number(), 0L) + 1);
        if (next > now + 1) {
            return Optional.empty();
        }
        lastSteps.put(user.number(), next);
        return Optional.of(code(user, next));
    }

    /** Returns a code that neither the user's app nor a message has. */
    String wrongCode(ProofUser user) {
        var right = LongStream.rangeClosed(now() - 3, now() + 3)
                .mapToObj(step -> code(user, step))
                .collect(Collectors.toSet());
        messagesTo(user).stream()
                .flatMap(message -> Optional.ofNullable(message.code()).stream())
                .forEach(right::add);
        return LongStream.range(0, right.size() + 1L)
                .mapToObj("%06d"::formatted)
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private String code(ProofUser user, long step) {
        try {
            return generator.generate(user.secret(), step);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long now() {
        return Math.floorDiv(Instant.now().getEpochSecond(), STEP_SECONDS);
    }
}
