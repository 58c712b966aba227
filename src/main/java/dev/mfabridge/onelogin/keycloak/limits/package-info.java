/** How often a person may be sent something, and OneLogin asked, over all nodes of a cluster. */
package dev.mfabridge.onelogin.keycloak.limits;
