/**
 * Messages that a consumer could not handle and put aside. Owns how they are kept for people to
 * look at, and to have them delivered once more.
 */
@NullMarked
package io.hindcast.core.deadletter;

import org.jspecify.annotations.NullMarked;
