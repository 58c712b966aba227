/** Records of a login: credentials, events, metrics, log lines. */
package dev.mfabridge.onelogin.keycloak.report;
