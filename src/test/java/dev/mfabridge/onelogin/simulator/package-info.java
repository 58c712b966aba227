/**
 * A stand-in for OneLogin's MFA API, as strict as its documents, for tests and for the demo. It runs inside a test or as a
 * program of its own, and is driven by {@link dev.mfabridge.onelogin.simulator.SimulatorClient} or by anything that speaks HTTP.
 */
package dev.mfabridge.onelogin.simulator;
