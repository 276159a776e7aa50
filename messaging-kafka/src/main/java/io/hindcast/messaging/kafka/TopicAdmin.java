package io.hindcast.messaging.kafka;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates topics. Everything may be repeated, also concurrently. */
public final class TopicAdmin {
  /** Longest batch that a topic takes, in bytes: a message of full length with its framing. */
  public static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

  private final KafkaSettings settings;

  /** An admin that connects when it is used. */
  public TopicAdmin(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates the topics that are missing and leaves those that exist as they are, with a warning
   * where their partitions differ from what Hindcast would choose.
   *
   * @param replication replicas of each partition; -1 takes the brokers' default
   * @throws HindcastException if the brokers cannot be reached or refuse
   */
  public void ensure(List<Topic<?>> topics, int replication) {
    try (Admin admin = Admin.create(new ClientProperties(settings).admin())) {
      List<NewTopic> wanted =
          topics.stream().map(topic -> description(topic, (short) replication)).toList();
      admin.createTopics(wanted).values().forEach(TopicAdmin::awaitCreation);
      List<String> names = topics.stream().map(Topic::name).toList();
      new Propagation(settings.timing().publish())
          .await(
              "Topics " + names,
              () ->
                  await("Topics cannot be listed", admin.listTopics().names()).containsAll(names));
      var found = await("Topics cannot be described", admin.describeTopics(names).allTopicNames());
      topics.forEach(topic -> compare(topic, found));
    }
  }

  /** Creates them with the brokers' default of replicas. */
  public void ensure(List<Topic<?>> topics) {
    ensure(topics, -1);
  }

  private static NewTopic description(Topic<?> topic, short replication) {
    return new NewTopic(topic.name(), topic.partitions(), replication)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(topic.retention().toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(MESSAGE_BYTES_MAX)));
  }

  private static void awaitCreation(String topic, KafkaFuture<Void> creation) {
    try {
      await("Topic " + topic + " cannot be created", creation);
      LOG.info("Created topic {}.", topic);
    } catch (HindcastException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static void compare(Topic<?> topic, Map<String, TopicDescription> found) {
    TopicDescription description = found.get(topic.name());
    if (description != null && description.partitions().size() != topic.partitions()) {
      LOG.warn(
          "Topic {} has {} partitions; Hindcast would choose {}.",
          topic.name(),
          description.partitions().size(),
          topic.partitions());
    }
  }

  static <T> T await(String complaint, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new HindcastException(
          ErrorCode.MESSAGING_UNAVAILABLE, complaint + ": " + cause.getMessage() + ".", cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HindcastException(ErrorCode.MESSAGING_UNAVAILABLE, complaint + ": interrupted.", e);
    }
  }
}
