/** Long runs: an hour's worth of logins, and logins while OneLogin fails at random. Both exit with status 1 on a violation. */
package dev.mfabridge.onelogin.proof;
