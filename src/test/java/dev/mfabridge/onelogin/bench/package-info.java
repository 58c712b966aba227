/** Measurement: the effect of a OneLogin that hangs on the login page of another realm. */
package dev.mfabridge.onelogin.bench;
