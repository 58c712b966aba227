/** Measurement: the cost of the OneLogin client against a bare loop over the same HTTP client. */
package dev.mfabridge.onelogin.bench.client;
