/** Admin API {@code /admin/realms/{realm}/onelogin-mfa/...}, with Keycloak's own permissions and admin events. */
package dev.mfabridge.onelogin.keycloak.admin;
