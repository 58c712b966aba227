/**
 * REST client of OneLogin's MFA API v2: one method per call, immutable values in and out, one sealed exception. It knows HTTP and
 * JSON, and nothing of Keycloak.
 */
package dev.mfabridge.onelogin.client;
