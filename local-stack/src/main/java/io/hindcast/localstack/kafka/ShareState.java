package io.hindcast.localstack.kafka;

import io.hindcast.localstack.process.StartFailed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.Topic;

/**
 * The topic in which the broker keeps the state of share groups. The broker would create it for the
 * first group, which then waits for two seconds.
 */
final class ShareState {
  private static final int PARTITIONS = 4;
  private static final int TIMEOUT_SECONDS = 30;

  private ShareState() {}

  /** Creates it the way the broker does, unless it is there. */
  static void create(String bootstrap) {
    NewTopic topic =
        new NewTopic(Topic.SHARE_GROUP_STATE_TOPIC_NAME, PARTITIONS, (short) 1)
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1"));
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      admin.createTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new StartFailed("Cannot create the topic " + topic.name(), e);
      }
    } catch (TimeoutException e) {
      throw new StartFailed("Cannot create the topic " + topic.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while creating the topic " + topic.name(), e);
    }
  }
}
