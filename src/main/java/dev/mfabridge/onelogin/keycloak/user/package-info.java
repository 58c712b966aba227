/** OneLogin side of a Keycloak user: which OneLogin user it is, which settings apply, which attributes are declared. */
package dev.mfabridge.onelogin.keycloak.user;
