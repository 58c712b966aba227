/** The credential type {@code onelogin}, which is the authority on enrolment, and the user attributes that mirror it. */
package dev.mfabridge.onelogin.keycloak.credential;
