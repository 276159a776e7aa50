package io.hindcast.demo.scenario;

/**
 * Something that must be true for the demonstration to have succeeded.
 *
 * @param name what is claimed
 * @param holds whether it is true
 * @param evidence the figures that show it
 */
record Claim(String name, boolean holds, String evidence) {}
