package io.hindcast.benchmarks.history;

/**
 * What there is at one time, and what it costs while nothing happens.
 *
 * @param when which time
 * @param workingTables tables of the working database
 * @param parts their parts on disk
 * @param warehouseStartMs from starting the ClickHouse process until it answers
 * @param plannerStartMs the same of the planner
 * @param transactions that all services have in PostgreSQL, in a second
 * @param rows that these read, in a second
 * @param queries that the services have in ClickHouse, in a second
 * @param plannerCpuPercent of one core, of the planner
 * @param plannerMb that the planner has resident
 * @param warehouseMb that ClickHouse has resident
 */
record Moment(
    String when,
    long workingTables,
    long parts,
    long warehouseStartMs,
    long plannerStartMs,
    double transactions,
    double rows,
    double queries,
    double plannerCpuPercent,
    long plannerMb,
    long warehouseMb) {}
