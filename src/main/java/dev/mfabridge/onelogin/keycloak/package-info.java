package dev.mfabridge.onelogin.keycloak;
