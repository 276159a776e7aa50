package io.hindcast.warehouse.clickhouse;

/**
 * Stands for the driver's exception as a cause. The driver's own would carry the statement, the
 * address and a stack of the driver's threads into every log.
 */
final class EngineFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  EngineFailure(int code) {
    super("ClickHouse code " + code, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
