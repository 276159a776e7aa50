package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.Visibility.Expiry;
import io.hindcast.core.plan.Visibility.Mask;
import io.hindcast.core.plan.Visibility.RowPolicy;
import io.hindcast.core.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows that are hidden from us, counted though they are deleted, or about to vanish. */
final class VisibilityChecks {
  private static final int NAMED_MAX = 5;

  private final Survey survey;
  private final TableName target;

  private VisibilityChecks(Survey survey) {
    this.survey = survey;
    this.target = survey.spec().target().table();
  }

  static List<Finding> of(Survey survey) {
    VisibilityChecks checks = new VisibilityChecks(survey);
    Visibility seen = survey.conditions().visibility();
    List<Finding> findings = new ArrayList<>();
    seen.policies().forEach(policy -> findings.add(checks.hidden(policy)));
    Map<TableName, List<Mask>> masks =
        seen.masks().stream()
            .collect(Collectors.groupingBy(Mask::table, LinkedHashMap::new, Collectors.toList()));
    masks.forEach((table, all) -> findings.addAll(checks.masked(table, all)));
    seen.expiries().forEach(expiry -> checks.expiring(expiry).ifPresent(findings::add));
    return findings;
  }

  private Finding hidden(RowPolicy policy) {
    String consequence =
        policy.table().equals("%s.%s".formatted(target.database(), target.table()))
            ? "checks, counts and rows that are carried over would leave out the others"
            : "the others would be missing from the result, and no check of the same user would notice";
    return Finding.error(
        ErrorCode.ROWS_HIDDEN,
        ("A row policy shows the user %s only those rows of %s for which this holds: %s; %s. Let a"
                + " policy show it all rows (CREATE ROW POLICY … ON %s USING 1 TO %s), or exempt it from"
                + " the policies there are (ALTER ROW POLICY … TO … EXCEPT)")
            .formatted(
                policy.user(),
                policy.table(),
                policy.filter(),
                consequence,
                policy.table(),
                policy.user()));
  }

  private List<Finding> masked(TableName table, List<Mask> masks) {
    List<Finding> findings = new ArrayList<>();
    List<Mask> patched = masks.stream().filter(mask -> mask.patches() > 0).toList();
    if (!patched.isEmpty()) {
      findings.add(
          Finding.warning(
              ErrorCode.ROWS_MASKED,
              "%s has lightweight updates that are not applied yet, in %s; %s: ALTER TABLE %s APPLY PATCHES"
                  .formatted(
                      table,
                      named(patched),
                      table.equals(target)
                          ? "those of recomputed partitions are lost with the old content, and the others keep the swap waiting; apply them first"
                          : "tasks read what they make of the rows; applying them later counts as a change of the source, so better apply them first",
                      table)));
    }
    long deleted = masks.stream().mapToLong(Mask::rows).sum();
    if (deleted > 0) {
      List<Mask> some = masks.stream().filter(mask -> mask.rows() > 0).toList();
      findings.add(
          Finding.warning(
              ErrorCode.ROWS_MASKED,
              "%s has rows that were deleted but not removed yet, in %s; estimates count all %,d rows of their parts, checks count what is visible. ALTER TABLE %s APPLY DELETED MASK removes them"
                  .formatted(table, named(some), deleted, table)));
    }
    return findings;
  }

  private static String named(List<Mask> masks) {
    String ids =
        masks.stream().limit(NAMED_MAX).map(Mask::partitionId).collect(Collectors.joining(", "));
    return masks.size() == 1
        ? "the partition " + ids
        : "%,d partitions (%s%s)"
            .formatted(masks.size(), ids, masks.size() > NAMED_MAX ? ", …" : "");
  }

  private Optional<Finding> expiring(Expiry expiry) {
    String rule = "%s has the TTL %s".formatted(where(expiry), expiry.rule());
    if (expiry.time().isEmpty() || !known(expiry)) {
      return Optional.of(
          warning(
              "%s; which rows of the range are past it cannot be told beforehand: %s"
                  .formatted(rule, consequence(expiry))));
    }
    if (expiry.expired().isPresent()) {
      return Optional.of(
          warning(
              "%s: rows of the range with %s before about %s are past it; %s"
                  .formatted(
                      rule, expiry.time().get(), expiry.expired().get(), consequence(expiry))));
    }
    Instant until = survey.now().plus(survey.spec().swap().keepPrevious());
    return expiry
        .next()
        .filter(next -> isTarget(expiry) && !next.isAfter(until))
        .map(next ->
            warning(
                "%s: from %s on rows of the range vanish, before swap.keepPrevious is over; a rollback brings back those only that have not expired"
                    .formatted(rule, next)));
  }

  private boolean known(Expiry expiry) {
    return !isTarget(expiry) || expiry.inPartitionKey();
  }

  private boolean isTarget(Expiry expiry) {
    return expiry.table().equals(target);
  }

  private static String where(Expiry expiry) {
    return expiry
        .column()
        .map(column -> "The column %s of %s".formatted(column, expiry.table()))
        .orElse(String.valueOf(expiry.table()));
  }

  private String consequence(Expiry expiry) {
    String what =
        switch (expiry.kind()) {
          case DELETE -> "such rows are deleted";
          case DELETE_WHERE -> "such rows are deleted where its condition holds";
          case GROUP_BY -> "such rows are summed up";
          case RESET -> "its values there are reset to the default";
        };
    return isTarget(expiry)
        ? what
            + " by the next merge, also those that were just recomputed: rowCount and aggregate fail or pass by chance, and no rollback brings them back. Begin the range later, or change the TTL"
        : what
            + " by any merge, or have been: what is missing there is missing from the result. Begin the range later, or load them again";
  }

  private static Finding warning(String message) {
    return Finding.warning(ErrorCode.ROWS_EXPIRE, message);
  }
}
