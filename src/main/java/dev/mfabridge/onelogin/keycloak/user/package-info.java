/** OneLogin side of a Keycloak user: the OneLogin user, the settings that apply, the declared attributes. */
package dev.mfabridge.onelogin.keycloak.user;
