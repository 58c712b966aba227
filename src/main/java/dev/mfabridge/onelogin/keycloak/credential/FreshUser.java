package dev.mfabridge.onelogin.keycloak.credential;

import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;

/**
 * User whose credentials and attributes come from the database. Each node has a cache of users, and learns a moment later what
 * another node has changed. A removal that relied on the cache would miss a credential that the user has just got (S10).
 */
public final class FreshUser {
    private FreshUser() {}

    /** Returns the same user, after a cached state was dropped on every node ({@code CachedUserModel.invalidate}). */
    public static UserModel of(UserModel user) {
        if (user instanceof CachedUserModel cached) {
            cached.invalidate();
        }
        return user;
    }
}
