/** Bench of the removal of everything that the extension has stored in a realm. */
package dev.mfabridge.onelogin.bench.uninstall;
