package io.hindcast.demo.scenario;

import io.hindcast.cli.api.Backfill;
import java.util.List;

/**
 * Everything that was observed.
 *
 * @param loaded what the tables held before
 * @param backfill what the planner says of the backfill at its end
 * @param swaps completed swaps as received from the topic
 * @param contentBefore what readers saw before
 * @param contentAfter what they see now
 * @param keptFromBefore what the table that is kept from before the first swap holds
 * @param reads judged reads of all readers
 * @param readFailures reads that failed
 * @param writeFailures inserts of the two writers that failed
 * @param late what became of the flights that were reported late
 * @param newDays what became of the rows of new days
 * @param differences between the published table and a fresh run of the transform
 * @param flightsInSource flights of the range in the source now
 * @param changed a few rows that changed
 */
record Findings(
    FlightTables.Loaded loaded,
    Backfill backfill,
    List<SwapSeen> swaps,
    Content contentBefore,
    Content contentAfter,
    Content keptFromBefore,
    ReadAudit reads,
    List<String> readFailures,
    List<String> writeFailures,
    Tally late,
    Tally newDays,
    FlightTables.Differences differences,
    long flightsInSource,
    List<ChangedRow> changed) {}
