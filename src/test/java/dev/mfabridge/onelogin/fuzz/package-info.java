/**
 * Fuzz tests of everything that reads bytes from outside. {@code mvn test} reads the seeds and some thousand inputs that derive
 * from them. With the environment variable {@code JAZZER_FUZZ}, they read millions of inputs, which Jazzer chooses by the code that they reach.
 */
package dev.mfabridge.onelogin.fuzz;
