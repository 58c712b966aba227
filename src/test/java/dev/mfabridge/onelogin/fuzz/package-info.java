/**
 * Fuzz tests of everything that reads bytes from outside. {@code mvn test} reads the seeds and some thousand inputs that derive
 * from them. {@code mvn -Pfuzz} reads millions of inputs, which Jazzer chooses by the code that they reach.
 */
package dev.mfabridge.onelogin.fuzz;
