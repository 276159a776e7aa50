package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What goes on in the warehouse, and what it allows. */
final class ConditionChecks {
  private static final String MAX_MEMORY = "max_memory_usage";

  private ConditionChecks() {}

  static List<Finding> of(Survey survey) {
    List<Finding> findings = new ArrayList<>();
    Conditions conditions = survey.conditions();
    conditions.activities().forEach(activity -> findings.add(activity(survey, activity)));
    conditions.missingGrants().stream()
        .collect(Collectors.groupingBy(Conditions.MissingGrant::on))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> findings.add(grant(entry.getValue())));
    conditions.settings().forEach(setting -> setting(setting).ifPresent(findings::add));
    memory(survey.spec(), conditions.memory()).ifPresent(findings::add);
    return findings;
  }

  private static Finding activity(Survey survey, Conditions.Activity activity) {
    boolean target = activity.table().equals(survey.spec().target().table());
    String what =
        switch (activity.kind()) {
          case MUTATION ->
              "The mutation %s of %s is not done: %s"
                  .formatted(activity.id(), activity.table(), activity.statement());
          case DEFINITION ->
              "A statement is changing %s right now (query %s): %s"
                  .formatted(activity.table(), activity.id(), activity.statement());
        };
    String todo =
        switch (activity.kind()) {
          case MUTATION ->
              activity.problem().isEmpty()
                  ? "wait for its end (system.mutations)"
                  : "it fails with '%s': correct it, or KILL MUTATION WHERE mutation_id = '%s'"
                      .formatted(activity.problem(), activity.id());
          case DEFINITION -> "wait for its end (system.processes)";
        };
    String consequence =
        target
            ? "what it does to the partitions that are recomputed would be lost, and the swap refused"
            : "every task that has read the source before its end would be computed again";
    String message = "%s; %s; %s".formatted(what, consequence, todo);
    // A statement ends by itself, often before the first task begins; a mutation may never.
    return target && activity.kind() == Conditions.Activity.Kind.MUTATION
        ? Finding.error(ErrorCode.SWAP_CONFLICT, message)
        : Finding.warning(ErrorCode.TABLE_CHANGING, message);
  }

  /** One statement for all that is missing on one object. */
  private static Finding grant(List<Conditions.MissingGrant> missing) {
    String privileges =
        missing.stream()
            .map(Conditions.MissingGrant::privilege)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    Conditions.MissingGrant first = missing.getFirst();
    return Finding.error(
        ErrorCode.PERMISSION_DENIED,
        "The user %s may not %s on %s; run: GRANT %s ON %s TO %s"
            .formatted(first.user(), privileges, first.on(), privileges, first.on(), first.user()));
  }

  private static Optional<Finding> setting(Conditions.SettingState setting) {
    if (!setting.known()) {
      String similar =
          setting.similar().map(name -> "; did you mean %s?".formatted(name)).orElse("");
      return Optional.of(
          Finding.error(
              ErrorCode.SPEC_INVALID,
              "execution.settings names %s, which this server does not know%s (system.settings lists them)"
                  .formatted(setting.name(), similar)));
    }
    return setting.changeable()
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                ErrorCode.PERMISSION_DENIED,
                "execution.settings sets %s, which is read-only for the services' user; remove it, or change the user's settings profile"
                    .formatted(setting.name())));
  }

  private static Optional<Finding> memory(BackfillSpec spec, Conditions.Memory memory) {
    long asked = bytes(spec.execution().settings().get(MAX_MEMORY)).orElse(memory.query());
    if (memory.server() == 0) {
      return Optional.empty();
    }
    long together = asked * spec.execution().parallelism();
    if (asked > memory.server()) {
      return Optional.of(
          Finding.warning(
              ErrorCode.MEMORY_LIMIT,
              "A task may use %,d bytes (%s), more than the %,d that the server has for all queries (max_server_memory_usage); lower it, so that one task is stopped rather than queries of others"
                  .formatted(asked, MAX_MEMORY, memory.server())));
    }
    return asked > 0 && together > memory.server()
        ? Optional.of(
            Finding.warning(
                ErrorCode.MEMORY_LIMIT,
                "%d tasks at once may use %,d bytes each (%s), together more than the %,d that the server has for all queries (max_server_memory_usage); lower execution.parallelism or set execution.settings.%s"
                    .formatted(
                        spec.execution().parallelism(),
                        asked,
                        MAX_MEMORY,
                        memory.server(),
                        MAX_MEMORY)))
        : Optional.empty();
  }

  private static Optional<Long> bytes(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}")
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }
}
