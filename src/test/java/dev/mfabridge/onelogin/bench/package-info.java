/** Measurements with marks: the effect of a OneLogin that hangs on the login page of another realm, and plots of ratios. */
package dev.mfabridge.onelogin.bench;
