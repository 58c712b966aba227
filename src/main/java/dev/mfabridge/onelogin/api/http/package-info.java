/** How one request reaches OneLogin: a total deadline, a limit on the answer's size, no redirects. */
package dev.mfabridge.onelogin.api.http;
