/** The required actions: {@code onelogin-enroll} sets up a factor outside a flow, {@code onelogin-forget-browsers} forgets browsers. */
package dev.mfabridge.onelogin.keycloak.requiredaction;
