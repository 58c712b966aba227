package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.keycloak.logging.LoggedTexts;
import dev.mfabridge.onelogin.keycloak.user.UserProfileAttributes;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.storage.ReadOnlyException;

/**
 * Time for which a user can skip enrollment. The time starts with the first request to enroll, which a user attribute
 * stores. If users can edit the attribute, or Keycloak can't store it, there is no grace period: the user enrolls at
 * once.
 */
public final class EnrollmentGracePeriod {
    static final String ASKED_AT = UserProfileAttributes.ASKED_AT;
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private static final LoggedTexts UNUSABLE = new LoggedTexts(1_000);

    /** Time by which the clocks of two servers may differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(10);

    private final LoginContext login;
    private final Duration duration;

    /**
     * Creates the grace period of a login.
     *
     * @param length the configured time; zero if users can't skip enrollment
     */
    public EnrollmentGracePeriod(LoginContext login, Duration length) {
        this.login = login;
        this.duration = length;
    }

    /** Returns the remaining days, a started day included; empty if none remain. */
    public Optional<Long> daysLeft() {
        if (duration.isZero()) {
            return Optional.empty();
        }
        if (UserReferenceResolver.canUsersEdit(login.session(), ASKED_AT)) {
            LOG.warnf(
                    "OneLogin MFA, realm %s: users can't skip enrollment: the realm's user profile lets users edit the"
                            + " attribute %s. Declare the attribute there without edit permission.",
                    login.realm().getName(), ASKED_AT);
            return Optional.empty();
        }
        var now = Instant.now();
        var left = Duration.between(now, startedAt().orElse(now).plus(duration));
        return left.isNegative() || left.isZero()
                ? Optional.empty()
                : Optional.of(left.plusDays(1).minusNanos(1).toDays());
    }

    /** Starts the grace period with a request to enroll, unless an earlier request has started it. */
    public void start() {
        if (!duration.isZero() && login.user().getFirstAttribute(ASKED_AT) == null) {
            try {
                login.user().setSingleAttribute(ASKED_AT, Instant.now().toString());
            } catch (ReadOnlyException e) {
                LOG.infof(
                        "The attribute %s of user %s was not written: the user's storage is read-only. The user can't skip"
                                + " enrollment.",
                        ASKED_AT, login.user().getId());
            }
        }
    }

    /** Returns whether the start is stored. Without a stored start, the user can't skip enrollment. */
    public boolean hasStarted() {
        return login.user().getFirstAttribute(ASKED_AT) != null;
    }

    /**
     * Returns the stored start, the earliest if there are several. A value that can't be read, or a time in the future, is
     * the distant past, so the grace period has ended. Otherwise it would last longer than the administrator decided.
     */
    private Optional<Instant> startedAt() {
        return login.user()
                .getAttributeStream(ASKED_AT)
                .filter(Objects::nonNull)
                .map(text -> readStart(text).orElseGet(() -> {
                    logUnusableStart();
                    return Instant.EPOCH;
                }))
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> readStart(String text) {
        try {
            return Optional.of(Instant.parse(text))
                    .filter(start -> start.isBefore(Instant.now().plus(CLOCK_DIFFERENCE)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void logUnusableStart() {
        if (UNUSABLE.add(login.user().getId())) {
            LOG.warnf(
                    "OneLogin MFA, realm %s, user %s: the user can't skip enrollment: the attribute %s has no time in the"
                            + " past. Remove the attribute to start the grace period again.",
                    login.realm().getName(), login.user().getId(), ASKED_AT);
        }
    }
}
