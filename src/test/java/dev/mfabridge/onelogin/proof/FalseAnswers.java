package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.simulator.Message;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Answers of an attacker who knows the password: none of them may sign in (S1). */
final class FalseAnswers {
    private static final int ANSWERS = 3;
    private static final int MAX_RETRIES = 4;
    private static final int POLL_MILLIS = 2_000;

    private final Phones phones;
    private final List<ProofUser> others;
    private final FaultTally tally;
    private final Random random;

    /**
     * Creates the answers.
     *
     * @param others the users whose codes and approvals are used, who sign in themselves
     */
    FalseAnswers(Phones phones, List<ProofUser> others, FaultTally tally, long seed) {
        this.phones = phones;
        this.others = others;
        this.tally = tally;
        random = new Random(seed);
    }

    /** Opens the login of the user, and gives some false answers. */
    void give(ProofUser user, Visitor visitor) throws InterruptedException {
        visitor.opensLogin();
        for (var retry = 0; retry < MAX_RETRIES && visitor.page().has(Visitor.RETRY); retry++) {
            visitor.triesAgain();
        }
        for (var answer = 0; answer < ANSWERS && !visitor.isSignedIn(); answer++) {
            if (visitor.page().has(Visitor.ANSWERED)) {
                answersPush(user, visitor);
            } else if (visitor.page().has(Visitor.CODE)) {
                visitor.enters(code(user));
                tally.add(FaultTally.Counted.FALSE_ANSWERS);
            }
            // Until Keycloak has recorded an attempt, it checks no other code.
            Thread.sleep(300);
        }
    }

    private void answersPush(ProofUser user, Visitor visitor) throws InterruptedException {
        switch (random.nextInt(3)) {
            case 0 -> phones.deny(user);
            case 1 -> phones.approve(otherUser(user));
            default -> {
                // The user doesn't answer.
            }
        }
        Thread.sleep(POLL_MILLIS);
        visitor.answers();
        tally.add(FaultTally.Counted.FALSE_ANSWERS);
    }

    private String code(ProofUser user) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 ->
                phones.sentCode(otherUser(user))
                        .filter(code -> isFalse(user, code))
                        .orElse("");
            case 2 -> usedCode(user).filter(code -> isFalse(user, code)).orElseGet(() -> phones.wrongCode(user));
            default -> phones.wrongCode(user);
        };
    }

    /** Returns a code that the user entered in an earlier login, or a code of an earlier message. */
    private Optional<String> usedCode(ProofUser user) {
        return user.hasAuthenticator()
                ? phones.lastAppCode(user)
                : phones.messagesTo(user).stream()
                        .skip(1)
                        .flatMap(message -> Optional.ofNullable(message.code()).stream())
                        .findFirst();
    }

    /** Returns true if the code isn't by chance that of the open message. */
    private boolean isFalse(ProofUser user, String code) {
        return phones.messagesTo(user).stream()
                .filter(message -> message.state() == Message.MessageState.OPEN)
                .noneMatch(message -> code.equals(message.code()));
    }

    private ProofUser otherUser(ProofUser user) {
        return others.stream()
                .skip(random.nextInt(others.size()))
                .filter(other -> other.factor().equals(user.factor()))
                .findFirst()
                .orElse(others.get(0));
    }
}
