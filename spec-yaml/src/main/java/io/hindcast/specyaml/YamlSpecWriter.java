package io.hindcast.specyaml;

import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.Allowance;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Changes;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Scope;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SpanText;
import io.hindcast.core.spec.SpecWriter;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes specs as YAML 1.2, with every key in the order of the reference. */
public final class YamlSpecWriter implements SpecWriter {
  @Override
  public String write(BackfillSpec spec) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", spec.metadata().name());
    metadata.put("owner", spec.metadata().owner());
    metadata.put("labels", new TreeMap<>(spec.metadata().labels()));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", SpecReading.API_VERSION);
    document.put("kind", SpecReading.KIND);
    document.put("metadata", metadata);
    document.put("spec", body(spec));
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(120).build();
    return new Dump(settings).dumpToString(document);
  }

  private static Map<String, Object> body(BackfillSpec spec) {
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("from", spec.range().from().toString());
    range.put("to", spec.range().to().toString());
    range.put("zone", spec.zone().getId());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("target", target(spec.target()));
    body.put("source", source(spec.source()));
    body.put("transform", transform(spec.transform()));
    body.put("range", range);
    body.put("scope", scope(spec.scope()));
    body.put("execution", execution(spec.execution()));
    body.put("waves", spec.waves().stream().map(Percentage::toString).toList());
    body.put("checks", spec.checks().stream().map(YamlSpecWriter::check).toList());
    body.put("swap", swap(spec.swap()));
    body.put("pacing", PacingWriting.of(spec.pacing()));
    return body;
  }

  private static String plain(TableName table) {
    return table.on("").toString();
  }

  private static Map<String, Object> target(Target target) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("table", plain(target.table()));
    map.put("key", target.key());
    if (!target.table().node().isEmpty()) {
      map.put("nodes", List.of(target.table().node()));
    }
    if (target.keys() != null) {
      map.put("keys", keys(target.keys()));
    }
    map.put("outsideRange", Words.of(target.outsideRange()));
    return map;
  }

  private static Map<String, Object> keys(AffectedKeys keys) {
    Map<String, Object> map = new LinkedHashMap<>();
    String column = keys.column();
    if (column != null) {
      map.put("column", column);
    }
    switch (keys) {
      case AffectedKeys.Values listed -> map.put("values", listed.values());
      case AffectedKeys.Query query -> map.put("query", query.sql());
    }
    return map;
  }

  private static Map<String, Object> source(Source source) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("tables", source.tables().stream().map(YamlSpecWriter::plain).toList());
    map.put("lookback", SpanText.of(source.lookback()));
    map.put("lookahead", SpanText.of(source.lookahead()));
    Duration lateness = source.allowedLateness();
    if (lateness != null) {
      map.put("allowedLateness", SpanText.of(lateness));
    }
    Changes changes = source.changes();
    if (!changes.equals(Changes.AUTOMATIC)) {
      map.put("changes", changes(changes));
    }
    return map;
  }

  private static Map<String, Object> changes(Changes changes) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("by", Words.of(changes.by()));
    if (changes.column() != null) {
      map.put("column", changes.column());
    }
    if (!changes.tables().isEmpty()) {
      map.put("tables", changes.tables().stream().map(YamlSpecWriter::plain).toList());
    }
    return map;
  }

  private static Map<String, Object> transform(Transform transform) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", transform.version());
    map.put("grain", transform.grain().toString());
    map.put("stray", Words.of(transform.stray()));
    map.put("emptyPartitions", Words.of(transform.emptyPartitions()));
    map.put("vanishedKeys", Words.of(transform.vanishedKeys()));
    map.put("nondeterministic", Words.of(transform.nondeterministic()));
    map.put("narrowing", Words.of(transform.narrowing()));
    map.put("sql", transform.sql());
    return map;
  }

  private static Map<String, Object> scope(Scope scope) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("reprocess", Words.of(scope.reprocess()));
    if (!scope.first().isEmpty()) {
      map.put("first", scope.first().stream().map(YamlSpecWriter::first).toList());
    }
    return map;
  }

  private static Object first(Scope.First first) {
    return switch (first) {
      case Scope.First.Within within ->
          map("from", within.range().from().toString(), "to", within.range().to().toString());
      case Scope.First.Partition partition -> partition.id();
    };
  }

  private static Map<String, Object> execution(Execution execution) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("parallelism", execution.parallelism());
    map.put("rowsPerTask", execution.rowsPerTask());
    map.put("partitionsPerTaskMax", execution.partitionsPerTaskMax());
    map.put("attemptsMax", execution.attemptsMax());
    map.put("settings", new TreeMap<>(execution.settings()));
    map.put("order", Words.of(execution.order()));
    map.put("overlap", Words.of(execution.overlap()));
    map.put("taskDuration", SpanText.of(execution.taskDuration()));
    return map;
  }

  private static Map<String, Object> swap(SwapPolicy swap) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("strategy", Words.of(swap.strategy()));
    map.put("approval", Words.of(swap.approval()));
    map.put("keepPrevious", SpanText.of(swap.keepPrevious()));
    map.put("catchUpRounds", swap.catchUpRounds());
    map.put("lateRows", Words.of(swap.lateRows()));
    map.put("dependents", Words.of(swap.dependents()));
    return map;
  }

  private static Map<String, Object> check(Check check) {
    return switch (check) {
      case Check.RowCount count -> {
        Map<String, Object> map = map("equals", count.equalsSql());
        put(map, count.per(), count.allowance());
        yield Map.of("rowCount", map);
      }
      case Check.Unique unique -> Map.of("unique", unique.columns());
      case Check.NotNull notNull -> Map.of("notNull", notNull.columns());
      case Check.NullRate rate ->
          Map.of("nullRate", map("column", rate.column(), "max", rate.max().toString()));
      case Check.Aggregate aggregate -> {
        Map<String, Object> map = map("expression", aggregate.expression());
        map.put("against", Words.of(aggregate.against()));
        put(map, aggregate.per(), aggregate.allowance());
        yield Map.of("aggregate", map);
      }
      case Check.RangeCheck range -> {
        Map<String, Object> map = map("column", range.column());
        putNumber(map, "min", range.min());
        putNumber(map, "max", range.max());
        yield Map.of("range", map);
      }
    };
  }

  private static void put(Map<String, Object> map, Check.Per per, Allowance allowance) {
    map.put("per", Words.of(per));
    map.put("tolerance", allowance.tolerance().toString());
    map.put("margin", allowance.margin());
  }

  private static void putNumber(Map<String, Object> map, String key, @Nullable BigDecimal number) {
    if (number != null) {
      map.put(key, number);
    }
  }

  private static Map<String, Object> map(String... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<String> all = List.of(keysAndValues);
    for (int i = 0; i < all.size(); i += 2) {
      map.put(all.get(i), all.get(i + 1));
    }
    return map;
  }
}
