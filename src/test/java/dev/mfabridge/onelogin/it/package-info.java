/** The promises of the extension on a real Keycloak, and the words in which they are told: a realm, a person, OneLogin. */
package dev.mfabridge.onelogin.it;
