package io.hindcast.messaging.kafka;

import io.hindcast.core.error.HindcastException;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configures share groups before their first member joins. Everything may be repeated. */
record ShareGroups(KafkaSettings settings) {
  private static final Logger LOG = LoggerFactory.getLogger(ShareGroups.class);

  /** What brokers accept at most unless they are configured otherwise. */
  private static final int BROKER_DELIVERIES_MAX = 10;

  /**
   * Makes a new group start at the oldest message, which it decides when its first member joins,
   * and sets its locks and delivery limit. The broker counts to twice the limit of the settings: a
   * message that kills its workers is then still handed out to be put aside, instead of being
   * dropped by the broker without a trace.
   *
   * @throws HindcastException if the brokers cannot be reached; without the permission only a
   *     warning is logged
   */
  void configure(String groupId) {
    var group = new ConfigResource(ConfigResource.Type.GROUP, groupId);
    Map<String, String> wanted = wanted();
    try (Admin admin = Admin.create(new ClientProperties(settings).admin())) {
      TopicAdmin.await(
          "Share group " + groupId + " cannot be configured",
          admin.incrementalAlterConfigs(Map.of(group, changes(wanted))).all());
      new Propagation(settings.timing().publish())
          .await("Settings of share group " + groupId, () -> inEffect(admin, group, wanted));
    } catch (HindcastException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      LOG.warn("{} Ask an administrator to set {} for it.", e.getMessage(), wanted);
    }
  }

  private Map<String, String> wanted() {
    int deliveries = Math.min(settings.deliveriesMax() * 2, BROKER_DELIVERIES_MAX);
    return Map.of(
        "share.auto.offset.reset",
        "earliest",
        "share.record.lock.duration.ms",
        Long.toString(settings.timing().lock().toMillis()),
        "share.delivery.count.limit",
        Integer.toString(deliveries));
  }

  private static List<AlterConfigOp> changes(Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
        .toList();
  }

  private static boolean inEffect(Admin admin, ConfigResource group, Map<String, String> wanted) {
    Config found =
        TopicAdmin.await(
                "Share group " + group.name() + " cannot be described",
                admin.describeConfigs(List.of(group)).all())
            .get(group);
    return found != null && wanted.entrySet().stream().allMatch(entry -> has(found, entry));
  }

  private static boolean has(Config found, Entry<String, String> wanted) {
    ConfigEntry entry = found.get(wanted.getKey());
    return entry != null && wanted.getValue().equals(entry.value());
  }
}
