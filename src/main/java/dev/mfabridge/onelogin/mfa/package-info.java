package dev.mfabridge.onelogin.mfa;
