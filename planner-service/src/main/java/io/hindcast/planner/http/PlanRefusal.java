package io.hindcast.planner.http;

import io.hindcast.core.plan.ColumnFit;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.runtime.http.ApiError;
import io.hindcast.runtime.http.ApiResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a spec cannot be planned: everything that was found, of all of its targets.
 *
 * @param code of the first error
 * @param message the errors, one after the other
 * @param schemas of the targets that are refused, where their columns are known
 */
record PlanRefusal(
    String code, String message, List<PlanView.FindingView> findings, List<Schema> schemas) {

  /** How the transform's columns fit into one target. */
  record Schema(String target, List<ColumnFit> columns) {}

  /** One target of a spec, and what became of its plan. */
  record Member(BackfillSpec spec, PlanOutcome outcome) {
    private Stream<Finding> findings() {
      return switch (outcome) {
        case PlanOutcome.Planned planned -> planned.plan().findings().stream();
        case PlanOutcome.NothingToDo ignored -> Stream.empty();
        case PlanOutcome.Refused refused -> refused.findings().stream();
      };
    }

    private Stream<Schema> schema() {
      return outcome instanceof PlanOutcome.Refused refused && !refused.schema().isEmpty()
          ? Stream.of(new Schema(spec.target().table().toString(), refused.schema()))
          : Stream.empty();
    }

    /** In a group with the table that it is about. */
    private Stream<Finding> named() {
      return findings()
          .map(finding ->
              new Finding(
                  finding.severity(),
                  finding.code(),
                  "%s: %s".formatted(spec.target().table(), finding.message())));
    }
  }

  /** The answer to a spec of which at least one target is refused. */
  static ApiResponse of(List<Member> members) {
    List<Finding> findings =
        Finding.bounded(
            members.stream()
                .flatMap(member -> members.size() == 1 ? member.findings() : member.named())
                .toList());
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Finding.Severity.ERROR).toList();
    return ApiResponse.json(
        ApiError.status(errors.getFirst().code()),
        new PlanRefusal(
            errors.getFirst().code().name(),
            errors.stream().map(Finding::message).collect(Collectors.joining("; ")),
            findings.stream().map(PlanView.FindingView::of).toList(),
            members.stream().flatMap(Member::schema).toList()));
  }
}
