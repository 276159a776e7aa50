package io.hindcast.warehouse.clickhouse;

import io.hindcast.warehouse.SurveyLimits;

/**
 * The clients of one server. Each has a pool of HTTP connections, so that what changes tables or
 * ends queries never waits for what only reads, which takes as long as users' data and queries make
 * it.
 *
 * @param control creates, promotes, exchanges, drops, kills, and reads metadata for that
 * @param reading counts, hashes, measures, and asks what users want to be asked
 * @param surveys reads what plans want to know
 * @param transforms runs transforms
 * @param workingDatabase where Hindcast's own tables are
 */
record Sessions(
    JdbcSession control,
    JdbcSession reading,
    JdbcSession surveys,
    TransformClient transforms,
    String workingDatabase)
    implements AutoCloseable {

  static Sessions open(ClickHouseConfig config) {
    JdbcSession control = new JdbcSession(config);
    return new Sessions(
        control,
        control.beside(),
        control.beside(),
        new TransformClient(config, control.pins()),
        config.workingDatabase());
  }

  /** For one plan: everything that it wants to know is asked within its limits. */
  Sessions surveying(SurveyLimits limits) {
    JdbcSession bounded = surveys.with(new SurveyRunner(limits, new QueryKiller(control)));
    return new Sessions(bounded, bounded, surveys, transforms, workingDatabase);
  }

  @Override
  public void close() {
    transforms.close();
    surveys.close();
    reading.close();
    control.close();
  }
}
