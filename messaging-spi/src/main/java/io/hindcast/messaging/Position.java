package io.hindcast.messaging;

/**
 * Where a message is kept.
 *
 * @param topic name of the topic
 * @param partition partition of it, from 0
 * @param offset place in the partition, from 0
 */
public record Position(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
