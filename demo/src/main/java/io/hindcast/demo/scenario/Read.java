package io.hindcast.demo.scenario;

/**
 * One query of a reader.
 *
 * @param beganNanos when it was sent, by {@link System#nanoTime}
 * @param endedNanos when its answer was there
 * @param content what it saw
 */
record Read(long beganNanos, long endedNanos, Content content) {}
