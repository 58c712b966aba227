/** Required actions: {@code onelogin-enroll} enrolls a factor outside a flow, {@code onelogin-forget-browsers} revokes remembered browsers. */
package dev.mfabridge.onelogin.keycloak.requiredaction;
