package io.hindcast.systemtests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.localstack.server.Server;
import io.hindcast.systemtests.stack.Days;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Broker, PostgreSQL and ClickHouse die by SIGKILL in the middle of a backfill. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class ServersDieIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final int DAYS = 48;

  @Test
  void theBackfillGoesOnWhenEachServerIsBack() {
    Days days = Days.create(STACK.clickhouse(), "servers_die", DAYS);
    UUID id = STACK.backfills().request(days.spec(4));
    List<Server> servers =
        List.of(STACK.servers().kafka(), STACK.servers().postgres(), STACK.servers().clickhouse());

    for (int i = 0; i < servers.size(); i++) {
      int done = (i + 1) * 8;
      STACK.backfills().until(id, it -> it.progress().tasksDone() >= done);
      servers.get(i).kill();
      servers.get(i).restart();
    }

    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    days.assertRecomputed();
    assertThat(STACK.swaps().completed(id).getPartitions()).hasSize(DAYS);
    STACK.assertNothingLeft(id);
  }
}
