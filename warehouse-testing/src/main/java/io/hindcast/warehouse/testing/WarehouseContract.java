package io.hindcast.warehouse.testing;

import io.hindcast.core.table.TableName;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Every promise of the warehouse port, tried on a real server. Each test has databases of its own,
 * so tests can share a server. The adapter's test says how to reach it.
 */
public abstract class WarehouseContract
    implements InspectorContract,
        ConditionsContract,
        VisibilityContract,
        WorkingTablesContract,
        AttemptContract,
        ConversionContract,
        ParameterContract,
        ChecksumContract,
        MeasureContract,
        SwapContract,
        LateRowsContract,
        ViewContract,
        LoadContract,
        KeyContract,
        ReadsContract {
  private String database = "";

  @BeforeEach
  final void createDatabase() {
    database = "contract_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    execute("CREATE DATABASE " + database);
  }

  @AfterEach
  final void dropDatabases() {
    execute("DROP DATABASE IF EXISTS %s SYNC".formatted(database));
    execute("DROP DATABASE IF EXISTS %s SYNC".formatted(workingDatabase()));
  }

  @Override
  public final TableName table(String name) {
    return new TableName(nodeName(), database, name);
  }
}
