/** Tests of the examples for Helm, Keycloak's operator, keycloak-config-cli and Terraform, against lists of what these know. */
package dev.mfabridge.onelogin.examples;
