/** List of the attacks that the tests repeat, which is a page of the docs. */
package dev.mfabridge.onelogin.attack;
