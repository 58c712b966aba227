/** The condition {@code conditional-onelogin-factor} of a conditional subflow. */
package dev.mfabridge.onelogin.keycloak.condition;
