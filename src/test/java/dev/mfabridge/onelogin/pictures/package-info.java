/** Pictures of the docs: the program that takes them through the demo, and the test that says when one is too old. */
package dev.mfabridge.onelogin.pictures;
