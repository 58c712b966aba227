package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget;
import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget.Size;
import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget.Use;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Budgets of OneLogin calls within an hour (S4). OneLogin accepts 5,000 calls an hour for a whole company, so no
 * user may use up a large part of them, and logins come before everything else.
 *
 * <p>These are constants and no settings: they follow from the needs of one user, and not from the realm.
 */
public final class CallBudgets {
    /**
     * Calls about one user: ten logins with a push that is waited for, or forty enrollments. Polls of waiting pages,
     * removals and administrators stop at 144 calls, and the polls of forms and programs at 176. Codes and messages stop
     * at 208. The known browsers of the user have the rest, so no other login can use it up.
     */
    public static final Size USER = new Size(240, 208, 176, 144);

    /** Calls of one administrator: the factors of 100 users without a credential, or 66 connection tests. */
    public static final Size ADMINISTRATOR = new Size(200);

    /** Calls of one realm for removals and administrators, one fifth of OneLogin's quota. Logins have the rest. */
    public static final Size REALM = new Size(1000);

    /** Calls of one realm for checks of saved settings: twenty checks. Saving often never uses up what others need. */
    public static final Size SETTINGS_CHECKS = new Size(60);

    private final KeycloakSession session;

    CallBudgets(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Budget that a call uses, with its description for the administrator.
     *
     * @param owner the owner of the budget, as the end of a sentence about calls
     * @param advice the things to check, as one or more sentences without the last full stop
     */
    record UsedBudget(CallBudget budget, Use use, String owner, String advice) {}

    /** Returns the budget of a user in a realm. */
    public static CallBudget ofUser(KeycloakSession session, RealmModel realm, UserModel user) {
        return new CallBudgets(session).ofUser(realm, user.getId());
    }

    private CallBudget ofUser(RealmModel realm, String user) {
        return budget("user-budget", realm.getId() + "." + user, USER);
    }

    /** Returns the budgets that a call about this subject uses. */
    List<UsedBudget> of(CallSubject subject) {
        var realm = session.getContext().getRealm();
        var budgets = new ArrayList<UsedBudget>();
        if (!subject.isLogin()) {
            budgets.add(new UsedBudget(
                    budget("realm-budget", realm.getId(), REALM),
                    Use.FULL,
                    "for administrators and removals in realm " + realm.getName(),
                    "Check for scripts that call the admin API. Logins continue"));
        }
        if (subject.purpose() == CallSubject.Purpose.SETTINGS_CHECK) {
            budgets.add(new UsedBudget(
                    budget("settings-check-budget", realm.getId(), SETTINGS_CHECKS),
                    Use.FULL,
                    "for checks of saved settings in realm " + realm.getName(),
                    "Check for scripts that save the settings. The connection test of the admin API still works"));
        }
        subject.administrator()
                .ifPresent(administrator -> budgets.add(new UsedBudget(
                        budget("admin-budget", administrator, ADMINISTRATOR),
                        Use.FULL,
                        "of administrator " + administrator,
                        "Check for scripts that use this account")));
        subject.user()
                .ifPresent(user -> budgets.add(new UsedBudget(
                        ofUser(realm, user),
                        useOf(subject.purpose()),
                        "about user " + user + partOf(useOf(subject.purpose())),
                        "Check for repeated logins of this user. An administrator can free the limits of the user (admin"
                                + " API)")));
        return budgets;
    }

    private static Use useOf(CallSubject.Purpose purpose) {
        return switch (purpose) {
            case KNOWN_LOGIN -> Use.FULL;
            case LOGIN -> Use.LOGIN;
            case FORM_POLL -> Use.POLL;
            case PAGE_POLL, REMOVAL, ADMINISTRATION, SETTINGS_CHECK -> Use.YIELDING;
        };
    }

    private static String partOf(Use use) {
        return switch (use) {
            case FULL -> "";
            case LOGIN -> ", apart from known browsers,";
            case POLL -> ", apart from codes and messages,";
            case YIELDING -> ", apart from logins,";
        };
    }

    private CallBudget budget(String name, String owner, Size size) {
        return new CallBudget(session.singleUseObjects(), name, owner, size, Clock.systemUTC());
    }
}
