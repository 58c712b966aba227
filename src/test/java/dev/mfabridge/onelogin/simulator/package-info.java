/**
 * Simulator of OneLogin's MFA API, as strict as OneLogin's documents, for tests and for the demo. It runs inside a test or as a
 * program. {@link dev.mfabridge.onelogin.simulator.SimulatorClient} and any HTTP client can control it.
 */
package dev.mfabridge.onelogin.simulator;
