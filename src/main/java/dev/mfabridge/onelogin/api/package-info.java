package dev.mfabridge.onelogin.api;
