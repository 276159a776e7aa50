package io.hindcast.specyaml;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.QueryRules;
import io.hindcast.core.spec.SwapPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the whole document, section by section. */
final class SpecReading {
  static final String API_VERSION = "hindcast/v1";
  static final String KIND = "Backfill";

  private final @Nullable Path directory;

  SpecReading(@Nullable Path directory) {
    this.directory = directory;
  }

  /** The spec; empty when something is missing, which has been reported then. */
  Optional<BackfillSpec> read(Value document) {
    Section root = Section.read(document, Keys.ROOT);
    root.required("apiVersion", value -> constant(value, API_VERSION));
    root.required("kind", value -> constant(value, KIND));
    Field<Metadata> metadata = MetadataReading.of(root.section("metadata", Keys.METADATA));
    Section spec = root.section("spec", Keys.SPEC);
    Parts parts = parts(metadata, spec);
    parts.checkTogether();
    return document.document().problems().isEmpty() ? Optional.of(parts.value()) : Optional.empty();
  }

  private Parts parts(Field<Metadata> metadata, Section spec) {
    TargetReading target = TargetReading.of(spec.section("target", Keys.TARGET));
    TransformReading transform =
        TransformReading.of(spec.section("transform", Keys.TRANSFORM), directory);
    RangeReading range = RangeReading.of(spec.section("range", Keys.RANGE), transform.grain());
    return new Parts(
        metadata,
        target,
        SourceReading.of(spec.section("source", Keys.SOURCE), target.table()),
        transform,
        range,
        ExecutionReading.of(spec.section("execution", Keys.EXECUTION)),
        WavesReading.of(spec),
        new ChecksReading(transform.grain(), range.range()).read(spec),
        SwapReading.of(spec.section("swap", Keys.SWAP)));
  }

  private static Field<String> constant(Value value, String expected) {
    return value
        .text()
        .check(found ->
            found.equals(expected)
                ? Optional.empty()
                : Optional.of("Expected %s, found '%s'".formatted(expected, Value.shorten(found))));
  }

  private record Parts(
      Field<Metadata> metadata,
      TargetReading target,
      SourceReading source,
      TransformReading transform,
      RangeReading range,
      Field<Execution> execution,
      Field<List<Percentage>> waves,
      Field<List<Check>> checks,
      Field<SwapPolicy> swap) {

    void checkTogether() {
      Field<SqlSource> sql = transform.sql();
      if (Field.present(sql, target.table())) {
        sql.value().report(QueryRules.reading(sql.value().sql(), target.table().value()));
      }
      TransformReading.holding(sql, range.range());
    }

    BackfillSpec value() {
      return new BackfillSpec(
          metadata.value(),
          target.value(),
          source.value(),
          transform.value(),
          range.range().value(),
          range.zone().value(),
          execution.value(),
          waves.value(),
          checks.value(),
          swap.value());
    }
  }
}
