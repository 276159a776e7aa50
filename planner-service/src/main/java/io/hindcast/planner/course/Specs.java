package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.core.table.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Specs of accepted backfills, parsed once. A backfill's document never changes. */
public final class Specs {
  private static final int CACHED_MAX = 256;

  private final SpecReader reader;
  private final Map<UUID, BackfillSpec> cache = new LinkedHashMap<>();

  /** With the reader that accepted them. */
  public Specs(SpecReader reader) {
    this.reader = reader;
  }

  /** The backfill's spec. */
  public synchronized BackfillSpec of(Backfill backfill) {
    BackfillSpec cached = cache.get(backfill.id());
    if (cached != null) {
      return cached;
    }
    BackfillSpec spec =
        switch (reader.read(backfill.request().specYaml())) {
          case SpecOutcome.Parsed parsed ->
              parsed
                  .of(TableName.parse(backfill.request().target()))
                  .orElseThrow(() ->
                      new IllegalStateException(
                          "The accepted spec of %s has no target %s"
                              .formatted(backfill.id(), backfill.request().target())));
          case SpecOutcome.Invalid invalid ->
              throw new IllegalStateException(
                  "The accepted spec of %s is no longer valid: %s"
                      .formatted(backfill.id(), invalid.summary()));
        };
    if (cache.size() == CACHED_MAX) {
      cache.remove(cache.keySet().iterator().next());
    }
    cache.put(backfill.id(), spec);
    return spec;
  }
}
