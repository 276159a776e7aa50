package io.hindcast.core.spec;

/**
 * Something in a statement that Hindcast cannot run.
 *
 * @param position index in the SQL, in characters from 0
 * @param message what was expected and what was found
 */
public record SqlFinding(int position, String message) {}
