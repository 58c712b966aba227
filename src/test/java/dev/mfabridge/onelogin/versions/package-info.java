/** Tests on other versions of Keycloak, each in a build of its own, and what the docs say of the versions. */
package dev.mfabridge.onelogin.versions;
