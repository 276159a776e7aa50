package io.hindcast.specyaml;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.QueryRules;
import io.hindcast.core.spec.Scope;
import io.hindcast.core.spec.SpecLimits;
import io.hindcast.core.spec.SwapPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the whole document, section by section. */
final class SpecReading {
  static final String API_VERSION = "hindcast/v1";
  static final String KIND = "Backfill";

  private final @Nullable Path directory;
  private final SpecLimits limits;

  SpecReading(@Nullable Path directory, SpecLimits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  SpecReading within(SpecLimits narrower) {
    return new SpecReading(directory, narrower);
  }

  /**
   * One spec for each target on each node; empty when something is missing, which has been reported
   * then.
   */
  Optional<List<BackfillSpec>> read(Value document) {
    Section root = Section.read(document, Keys.ROOT);
    root.required("apiVersion", value -> constant(value, API_VERSION));
    root.required("kind", value -> constant(value, KIND));
    Field<Metadata> metadata = MetadataReading.of(root.section("metadata", Keys.METADATA));
    boolean several = root.find("spec").filter(spec -> spec.hasKey("targets")).isPresent();
    List<Parts> all =
        several
            ? group(metadata, root.section("spec", Keys.SEVERAL_TARGETS))
            : one(metadata, root.section("spec", Keys.ONE_TARGET));
    all.forEach(Parts::checkTogether);
    root.find("spec")
        .ifPresent(spec -> GroupReading.checkNodes(spec, all.stream().map(Parts::target).toList()));
    return document.document().problems().isEmpty()
        ? Optional.of(all.stream().flatMap(Parts::values).toList())
        : Optional.empty();
  }

  private List<Parts> one(Field<Metadata> metadata, Section spec) {
    return List.of(parts(metadata, spec, spec));
  }

  /** What the targets share is read for each of them: it has to fit all of them. */
  private List<Parts> group(Field<Metadata> metadata, Section shared) {
    List<Section> members = GroupReading.members(shared);
    List<Parts> all = members.stream().map(member -> parts(metadata, shared, member)).toList();
    GroupReading.check(
        shared,
        all.stream()
            .map(parts -> new GroupReading.Member(parts.target(), parts.source()))
            .toList());
    return all;
  }

  private Parts parts(Field<Metadata> metadata, Section shared, Section own) {
    TargetReading target = TargetReading.of(own.section("target", Keys.TARGET));
    TransformReading transform =
        TransformReading.of(own.section("transform", Keys.TRANSFORM), directory);
    RangeReading range = RangeReading.of(shared.section("range", Keys.RANGE), transform.grain());
    return new Parts(
        metadata,
        target,
        SourceReading.of(own.section("source", Keys.SOURCE), target.table()),
        transform,
        range,
        ScopeReading.of(shared.section("scope", Keys.SCOPE), range.zone()),
        ExecutionReading.of(shared.section("execution", Keys.EXECUTION)),
        WavesReading.of(shared),
        new ChecksReading(transform.grain(), range.range()).read(own),
        SwapReading.of(shared.section("swap", Keys.SWAP)),
        new PacingReading(limits).of(shared.section("pacing", Keys.PACING)));
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
      Field<Scope> scope,
      Field<Execution> execution,
      Field<List<Percentage>> waves,
      Field<List<Check>> checks,
      Field<SwapPolicy> swap,
      Field<Pacing> pacing) {

    void checkTogether() {
      Field<SqlSource> sql = transform.sql();
      if (Field.present(sql, target.table())) {
        sql.value().report(QueryRules.reading(sql.value().sql(), target.table().value()));
      }
      TransformReading.holding(sql, range.range());
      target.checkHolding(range.range());
    }

    /** One for each node: the same work on the node's own tables. */
    Stream<BackfillSpec> values() {
      return target.nodes().value().stream().map(this::value);
    }

    private BackfillSpec value(String node) {
      return new BackfillSpec(
          metadata.value(),
          target.value(node),
          source.value(node),
          transform.value(),
          range.range().value(),
          range.zone().value(),
          execution.value(),
          waves.value(),
          checks.value(),
          swap.value(),
          pacing.value(),
          scope.value());
    }
  }
}
