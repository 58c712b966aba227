package dev.mfabridge.onelogin.keycloak.compat;

import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * Rights of an administrator up to Keycloak 26.2.
 *
 * @param rights Keycloak's {@code admin.permissions.AdminPermissionEvaluator}, which later versions don't have
 */
record OlderAdminRights(Object rights) implements AdminRights {
    private static final String PACKAGE = "org.keycloak.services.resources.admin.permissions.";

    /** Methods of the older interfaces, looked up when the first administrator needs them. */
    private static final class Older {
        static final OlderMethod AUTH = OlderMethod.of(PACKAGE + "AdminPermissionEvaluator", "adminAuth");
        static final OlderMethod REALM = OlderMethod.of(PACKAGE + "AdminPermissionEvaluator", "realm");
        static final OlderMethod USERS = OlderMethod.of(PACKAGE + "AdminPermissionEvaluator", "users");
        static final OlderMethod VIEW_REALM = OlderMethod.of(PACKAGE + "RealmPermissionEvaluator", "requireViewRealm");
        static final OlderMethod MANAGE_REALM =
                OlderMethod.of(PACKAGE + "RealmPermissionEvaluator", "requireManageRealm");
        static final OlderMethod VIEW_USERS = OlderMethod.of(PACKAGE + "UserPermissionEvaluator", "requireView");
        static final OlderMethod MANAGE_USERS = OlderMethod.of(PACKAGE + "UserPermissionEvaluator", "requireManage");
        static final OlderMethod VIEW =
                OlderMethod.of(PACKAGE + "UserPermissionEvaluator", "requireView", UserModel.class);
        static final OlderMethod MANAGE =
                OlderMethod.of(PACKAGE + "UserPermissionEvaluator", "requireManage", UserModel.class);
    }

    @Override
    public AdminAuth administrator() {
        return (AdminAuth) Older.AUTH.call(rights);
    }

    @Override
    public void requireViewRealm() {
        Older.VIEW_REALM.call(Older.REALM.call(rights));
    }

    @Override
    public void requireManageRealm() {
        Older.MANAGE_REALM.call(Older.REALM.call(rights));
    }

    @Override
    public void requireViewUsers() {
        Older.VIEW_USERS.call(Older.USERS.call(rights));
    }

    @Override
    public void requireManageUsers() {
        Older.MANAGE_USERS.call(Older.USERS.call(rights));
    }

    @Override
    public void requireView(UserModel user) {
        Older.VIEW.call(Older.USERS.call(rights), user);
    }

    @Override
    public void requireManage(UserModel user) {
        Older.MANAGE.call(Older.USERS.call(rights), user);
    }
}
