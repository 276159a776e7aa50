package io.hindcast.messaging.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Changes what the broker allows a group. */
final class GroupConfigs {
  private GroupConfigs() {}

  static void set(String group, String name, String value) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(new ClientProperties(TestBroker.settings()).admin())) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
  }
}
