/** Transport of one request to OneLogin: total deadline, limit on the size of the response, no redirects, circuit breaker. */
package dev.mfabridge.onelogin.client.http;
