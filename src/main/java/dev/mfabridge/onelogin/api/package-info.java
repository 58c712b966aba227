/**
 * OneLogin's MFA API v2 as Java: one method per call, immutable values in and out, one sealed exception. Knows HTTP
 * and JSON, and nothing of Keycloak.
 */
package dev.mfabridge.onelogin.api;
