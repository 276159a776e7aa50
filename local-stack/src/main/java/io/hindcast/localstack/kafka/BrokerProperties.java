package io.hindcast.localstack.kafka;

import java.nio.file.Path;

/** The configuration file of a single-node broker in KRaft mode. */
record BrokerProperties(Path data, String host, int port, int controllerPort) {
  private static final int MESSAGE_BYTES = 16 << 20;
  private static final int CONTAINER_CONTROLLER_PORT = 9093;

  /** A broker in a process of this machine. */
  static BrokerProperties here(Path data, int port, int controllerPort) {
    return new BrokerProperties(data, "127.0.0.1", port, controllerPort);
  }

  /** A broker that listens on all interfaces of its container, reached through a port here. */
  static BrokerProperties inContainer(int port) {
    return new BrokerProperties(
        Path.of("/tmp/kraft-combined-logs"), "0.0.0.0", port, CONTAINER_CONTROLLER_PORT);
  }

  /**
   * Share groups are tuned for a quick first delivery: assignments are computed at once, and a
   * member learns its partitions by heartbeat. It takes 0.4 s on a new broker and 0.1 s later,
   * measured by {@code LocalKafkaIT}, where the defaults took 5.3 s. A dead member's partitions go
   * to others after the session of 6 s, and a killed broker can register again after its own of 3
   * s.
   */
  String text() {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.bootstrap.servers=127.0.0.1:%2$d
    listeners=PLAINTEXT://%5$s:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    controller.listener.names=CONTROLLER
    log.dirs=%3$s
    num.partitions=1
    offsets.topic.num.partitions=4
    offsets.topic.replication.factor=1
    transaction.state.log.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    group.share.assignment.interval.ms=0
    group.share.heartbeat.interval.ms=100
    group.share.min.heartbeat.interval.ms=100
    group.share.session.timeout.ms=6000
    group.share.min.session.timeout.ms=5000
    group.share.min.record.lock.duration.ms=1000
    group.consumer.assignment.interval.ms=0
    group.consumer.heartbeat.interval.ms=500
    group.consumer.min.heartbeat.interval.ms=500
    group.consumer.session.timeout.ms=6000
    group.consumer.min.session.timeout.ms=5000
    broker.heartbeat.interval.ms=500
    broker.session.timeout.ms=3000
    message.max.bytes=%4$d
    replica.fetch.max.bytes=%4$d
    auto.create.topics.enable=false
    """
        .formatted(port, controllerPort, data, MESSAGE_BYTES, host);
  }
}
