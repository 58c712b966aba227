/** The required action {@code onelogin-enroll}: sets up a OneLogin factor outside the step of a flow. */
package dev.mfabridge.onelogin.keycloak.requiredaction;
