/**
 * Check of a real OneLogin account: makes the extension's calls, and compares the answers with the contract. The shipped
 * jar of the simulator has it as the command {@code check}. It needs nothing but Java and Jackson.
 */
package dev.mfabridge.onelogin.check;
