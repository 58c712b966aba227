package dev.mfabridge.onelogin.mfa;

/**
 * Text of a state in the specification and in the snapshot.
 *
 * @param name the state and what identifies it, such as the factor type or the reason
 * @param isNew whether its challenge has just started
 * @param attemptsLeft the number of codes that the user can still enter
 * @param canResend whether the user can request another message now
 * @param isUnanswered whether OneLogin left a check unanswered
 */
record StateText(String name, boolean isNew, int attemptsLeft, boolean canResend, boolean isUnanswered) {

    static StateText of(State state) {
        var type = state.getClass().getSimpleName();
        if (state instanceof State.ChallengeClosed closed) {
            return of(type + " " + closed.reason(), closed.challenge());
        }
        if (state instanceof State.WithChallenge pending) {
            return of(type + " " + pending.challenge().target().type(), pending.challenge());
        }
        if (state instanceof State.ChoosingFactor choosing) {
            return withoutChallenge(type + (choosing.listedAt() == null ? "" : ", just listed"));
        }
        if (state instanceof State.Failed failed) {
            var retry = failed.retryAt().isAfter(MfaFixtures.NOW) ? ", retry later" : "";
            return withoutChallenge(type + " " + failed.reason() + retry);
        }
        return withoutChallenge(
                state instanceof State.Proven proven
                        ? type + " " + proven.device().type()
                        : type);
    }

    private static StateText of(String name, Challenge challenge) {
        return new StateText(
                name,
                MfaFixtures.SENT_AGAIN.equals(challenge.id()),
                challenge.attemptsLeft(),
                challenge.canResend(MfaFixtures.NOW),
                challenge.hasUnansweredCheck());
    }

    private static StateText withoutChallenge(String name) {
        return new StateText(name, false, Policy.MAX_CODE_ATTEMPTS, false, false);
    }

    StateText withName(String other) {
        return new StateText(other, isNew, attemptsLeft, canResend, isUnanswered);
    }

    /** Applies a change that the specification names. */
    StateText with(String change) {
        return switch (change) {
            case "one attempt fewer" -> new StateText(name, isNew, attemptsLeft - 1, canResend, isUnanswered);
            case "no attempts" -> new StateText(name, isNew, 0, canResend, isUnanswered);
            case "resend later" -> new StateText(name, isNew, attemptsLeft, false, isUnanswered);
            case "unanswered" -> new StateText(name, isNew, attemptsLeft, canResend, true);
            case "excused" -> new StateText(name, isNew, attemptsLeft, canResend, false);
            default -> throw new IllegalArgumentException("Unknown change of a state: " + change);
        };
    }

    @Override
    public String toString() {
        return name
                + (isNew ? ", new" : "")
                + (attemptsLeft == Policy.MAX_CODE_ATTEMPTS ? "" : ", " + attemptsLeft + " attempts left")
                + (canResend ? ", resendable" : "")
                + (isUnanswered ? ", unanswered" : "");
    }
}
