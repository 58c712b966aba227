/** Login pages, the forms that they send, and the resource that a waiting page polls. */
package dev.mfabridge.onelogin.keycloak.page;
