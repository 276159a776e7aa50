package io.hindcast.systemtests.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.systemtests.system.RunningSystem;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RestartIT {

  @Test
  void goesOnWhenEverythingWasStoppedInTheMiddle(@TempDir Path directory) {
    UUID id = UUID.randomUUID();
    DailyTables tables;
    try (RunningSystem system = RunningSystem.start(directory)) {
      tables = new DailyTables(system, id);
      system.publish(id, tables.slowSpec());
      system.awaitRunningQuery(id);
    }
    try (RunningSystem system = RunningSystem.start(directory)) {
      assertThat(system.awaitEnd(id).path("state").asText()).isEqualTo("SWAPPED");
      assertThat(tables.on(system).wrongDays()).isEqualTo("0");
      assertThat(tables.on(system).rows()).isEqualTo("60");
    }
  }
}
