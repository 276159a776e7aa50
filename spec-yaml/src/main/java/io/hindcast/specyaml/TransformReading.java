package io.hindcast.specyaml;

import static io.hindcast.core.spec.Transform.EmptyPartitions;
import static io.hindcast.core.spec.Transform.Stray;

import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.QueryRules;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.time.TimeRange;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.transform}. */
record TransformReading(
    Field<String> version,
    Field<Grain> grain,
    Field<SqlSource> sql,
    Field<Stray> stray,
    Field<EmptyPartitions> emptyPartitions,
    Field<Transform.VanishedKeys> vanishedKeys,
    Field<Transform.Doubt> nondeterministic,
    Field<Transform.Doubt> narrowing) {

  static TransformReading of(Section section, @Nullable Path directory) {
    Field<Grain> grain = section.required("grain", value -> value.text().parse(Grain::parse));
    return new TransformReading(
        section.required("version", value -> Readings.text(value, Transform.VERSION_LENGTH_MAX)),
        grain,
        fitting(sql(section, directory), grain),
        section.optional("stray", Stray.FAIL, value -> Words.read(value, Stray.class)),
        section.optional(
            "emptyPartitions",
            EmptyPartitions.FAIL,
            value -> Words.read(value, EmptyPartitions.class)),
        section.optional(
            "vanishedKeys",
            Transform.VanishedKeys.FAIL,
            value -> Words.read(value, Transform.VanishedKeys.class)),
        doubt(section, "nondeterministic"),
        doubt(section, "narrowing"));
  }

  private static Field<Transform.Doubt> doubt(Section section, String key) {
    return section.optional(
        key, Transform.Doubt.REFUSE, value -> Words.read(value, Transform.Doubt.class));
  }

  boolean isPresent() {
    return Field.present(
        version, grain, sql, stray, emptyPartitions, vanishedKeys, nondeterministic, narrowing);
  }

  Transform value() {
    return new Transform(
        version.value(),
        grain.value(),
        sql.value().sql(),
        stray.value(),
        emptyPartitions.value(),
        vanishedKeys.value(),
        nondeterministic.value(),
        narrowing.value());
  }

  private static Field<SqlSource> sql(Section section, @Nullable Path directory) {
    boolean inline = section.has("sql");
    if (inline && section.has("file")) {
      section.find("file").ifPresent(file -> file.report("Expected sql or file, found both"));
    } else if (section.has("file")) {
      return section.required("file", value -> file(value, directory));
    } else if (!inline && section.isRead()) {
      section.at().report("Expected one of the keys sql and file, found none");
    }
    return section.required("sql", InlineSql::query);
  }

  private static Field<SqlSource> file(Value value, @Nullable Path directory) {
    if (directory == null) {
      value.report(
          "Expected the statement itself in the key sql, found a file: only the command line reads"
              + " files");
      return Field.absent(value);
    }
    return SqlFile.read(value, directory);
  }

  /** The statement, if its parameters can hold the range's ends. */
  static Field<SqlSource> holding(Field<SqlSource> sql, Field<TimeRange> range) {
    return Field.present(sql, range)
        ? SqlSource.checked(sql.value(), text -> QueryRules.findings(text, range.value()))
        : sql;
  }

  /** The statement, if its parameters can tell the grain's steps apart. */
  static Field<SqlSource> fitting(Field<SqlSource> sql, Field<Grain> grain) {
    return Field.present(sql, grain)
        ? SqlSource.checked(sql.value(), text -> QueryRules.findings(text, grain.value()))
        : sql;
  }
}
