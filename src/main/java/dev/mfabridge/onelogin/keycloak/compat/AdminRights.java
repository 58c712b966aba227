package dev.mfabridge.onelogin.keycloak.compat;

import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Rights of an administrator. Keycloak moved its interfaces to another package in 26.3. */
public interface AdminRights {

    /** Returns the administrator. */
    AdminAuth administrator();

    /**
     * Requires a right of the realm.
     *
     * @throws jakarta.ws.rs.ForbiddenException if the administrator doesn't have the right
     */
    void requireViewRealm();

    /** Requires a right of the realm, as {@link #requireViewRealm} does. */
    void requireManageRealm();

    /** Requires a right for all users, as {@link #requireViewRealm} does. */
    void requireViewUsers();

    /** Requires a right for all users, as {@link #requireViewRealm} does. */
    void requireManageUsers();

    /** Requires a right for one user, as {@link #requireViewRealm} does. */
    void requireView(UserModel user);

    /** Requires a right for one user, as {@link #requireViewRealm} does. */
    void requireManage(UserModel user);

    /** Rights as a newer Keycloak has them. */
    record FineGrainedSince26_3(AdminPermissionEvaluator rights) implements AdminRights {
        @Override
        public AdminAuth administrator() {
            return rights.adminAuth();
        }

        @Override
        public void requireViewRealm() {
            rights.realm().requireViewRealm();
        }

        @Override
        public void requireManageRealm() {
            rights.realm().requireManageRealm();
        }

        @Override
        public void requireViewUsers() {
            rights.users().requireView();
        }

        @Override
        public void requireManageUsers() {
            rights.users().requireManage();
        }

        @Override
        public void requireView(UserModel user) {
            rights.users().requireView(user);
        }

        @Override
        public void requireManage(UserModel user) {
            rights.users().requireManage(user);
        }
    }
}
