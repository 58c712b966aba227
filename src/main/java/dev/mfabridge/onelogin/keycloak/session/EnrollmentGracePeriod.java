package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.keycloak.user.UserProfileAttributes;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.storage.ReadOnlyException;

/**
 * For how long a person may put enrolment off. It is counted from the first time that it was asked for, which a user
 * attribute holds. Where that can't be relied on there is no such time: the person enrols at once.
 */
public final class EnrollmentGracePeriod {
    static final String ASKED_AT = UserProfileAttributes.ASKED_AT;
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final LoginContext login;
    private final Duration duration;

    /** @param length zero where nobody may put it off */
    public EnrollmentGracePeriod(LoginContext login, Duration length) {
        this.login = login;
        this.duration = length;
    }

    /** @return how many days are left, begun ones included; empty when there are none */
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

    /** Enrolment is asked for: the time begins, unless it has. */
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

    /** Whether it was put down when it began; where it can't be, it must not be put off. */
    public boolean hasStarted() {
        return login.user().getFirstAttribute(ASKED_AT) != null;
    }

    /** What can't be read is long ago. */
    private Optional<Instant> startedAt() {
        return Optional.ofNullable(login.user().getFirstAttribute(ASKED_AT)).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                return Instant.EPOCH;
            }
        });
    }
}
