package io.hindcast.messaging.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of one consumer. Used by the polling thread only, which the rebalance callbacks run on,
 * too.
 */
final class Lanes implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final int BACKLOG_MAX = 200;

  /** Less than a session, so that a revoked partition's new owner seldom waits. */
  private static final Duration REVOCATION_PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOSS_PATIENCE = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final Function<TopicPartition, PartitionLane> factory;
  private final Map<TopicPartition, PartitionLane> lanes = new HashMap<>();

  Lanes(Consumer<byte[], byte[]> consumer, Function<TopicPartition, PartitionLane> factory) {
    this.consumer = consumer;
    this.factory = factory;
  }

  /** Hands records to their lanes, holds back partitions that lag, and commits what is done. */
  void advance(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      lane(partition).add(records.records(partition));
    }
    lanes.forEach(this::throttle);
    lanes.forEach(Lanes::requireAlive);
    Map<TopicPartition, OffsetAndMetadata> progress = progress(lanes.keySet());
    if (!progress.isEmpty()) {
      consumer.commitAsync(progress, this::committed);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    partitions.forEach(this::lane);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    stop(List.copyOf(partitions), REVOCATION_PATIENCE);
  }

  /** Somebody else has the partitions already: whatever was handled since is handled again. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    finish(partitions, LOSS_PATIENCE);
    partitions.forEach(lanes::remove);
  }

  /** Stops all lanes and commits how far they got. */
  void stop(Duration drain) {
    stop(List.copyOf(lanes.keySet()), drain);
  }

  private void stop(Collection<TopicPartition> partitions, Duration drain) {
    finish(partitions, drain);
    Map<TopicPartition, OffsetAndMetadata> progress = progress(partitions);
    partitions.forEach(lanes::remove);
    if (progress.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(progress, REVOCATION_PATIENCE);
    } catch (KafkaException failure) {
      LOG.warn("Offsets {} were not committed; what they cover is repeated.", progress, failure);
    }
  }

  private void finish(Collection<TopicPartition> partitions, Duration drain) {
    List<PartitionLane> ending =
        partitions.stream().map(lanes::get).filter(Objects::nonNull).toList();
    ending.forEach(lane -> lane.stop(drain));
    try {
      for (PartitionLane lane : ending) {
        lane.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PartitionLane lane(TopicPartition partition) {
    return lanes.computeIfAbsent(
        partition,
        missing -> {
          PartitionLane lane = factory.apply(missing);
          lane.start();
          return lane;
        });
  }

  private static void requireAlive(TopicPartition partition, PartitionLane lane) {
    if (!lane.isAlive()) {
      throw new IllegalStateException("The handling thread of " + partition + " died.");
    }
  }

  private void throttle(TopicPartition partition, PartitionLane lane) {
    boolean paused = consumer.paused().contains(partition);
    if (!paused && lane.backlog() >= BACKLOG_MAX) {
      consumer.pause(List.of(partition));
    } else if (paused && lane.backlog() < BACKLOG_MAX / 2) {
      consumer.resume(List.of(partition));
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> progress(Collection<TopicPartition> partitions) {
    var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (TopicPartition partition : partitions) {
      PartitionLane lane = lanes.get(partition);
      if (lane != null) {
        lane.uncommitted()
            .ifPresent(offset -> progress.put(partition, new OffsetAndMetadata(offset)));
      }
    }
    return progress;
  }

  /** A failed commit is repeated with the next progress, or when the lane stops. */
  private void committed(
      Map<TopicPartition, OffsetAndMetadata> progress, @Nullable Exception failure) {
    if (failure != null) {
      LOG.debug("Offsets {} are not committed yet.", progress, failure);
      return;
    }
    progress.forEach((partition, offset) -> {
      PartitionLane lane = lanes.get(partition);
      if (lane != null) {
        lane.committed(offset.offset());
      }
    });
  }
}
