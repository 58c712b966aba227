/** Transport of one request to OneLogin: deadlines, calls at once, limit on the response, no redirects, circuit breaker. */
package dev.mfabridge.onelogin.client.http;
