package io.hindcast.specyaml;

import io.hindcast.core.spec.Bounds;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Execution.Overlap;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.PinnedSettings;
import java.time.Duration;
import java.util.SortedMap;

/** Reads {@code spec.execution}. */
final class ExecutionReading {
  private ExecutionReading() {}

  static Field<Execution> of(Section section) {
    Field<Long> parallelism = whole(section, "parallelism", Execution.PARALLELISM);
    Field<Long> rows = whole(section, "rowsPerTask", Execution.ROWS_PER_TASK);
    Field<Long> partitions =
        whole(section, "partitionsPerTaskMax", Execution.PARTITIONS_PER_TASK_MAX);
    Field<Long> attempts = whole(section, "attemptsMax", Execution.ATTEMPTS_MAX);
    Field<SortedMap<String, String>> settings =
        section.optional("settings", Texts.NONE, ExecutionReading::settings);
    Field<ScanOrder> order =
        section.optional(
            "order", ScanOrder.OLDEST_FIRST, value -> Words.read(value, ScanOrder.class));
    Field<Overlap> overlap =
        section.optional("overlap", Overlap.REFUSE, value -> Words.read(value, Overlap.class));
    Field<Duration> duration =
        section.optional(
            "taskDuration",
            Execution.TASK_DURATION_DEFAULT,
            value -> Readings.span(value, Execution.TASK_DURATION_MAX));
    if (!Field.present(
        parallelism, rows, partitions, attempts, settings, order, overlap, duration)) {
      return Field.absent(section.at());
    }
    return Field.of(
        new Execution(
            Math.toIntExact(parallelism.value()),
            rows.value(),
            Math.toIntExact(partitions.value()),
            Math.toIntExact(attempts.value()),
            settings.value(),
            order.value(),
            overlap.value(),
            duration.value()),
        section.at());
  }

  private static Field<Long> whole(Section section, String key, Bounds bounds) {
    return section.optional(key, bounds.fallback(), value -> Readings.whole(value, bounds));
  }

  private static Field<SortedMap<String, String>> settings(Value value) {
    return new Texts(
            Execution.SETTINGS_MAX,
            Execution.SETTING_LENGTH_MAX,
            "the name of a setting",
            Execution::isSettingName,
            PinnedSettings::problem)
        .read(value);
  }
}
