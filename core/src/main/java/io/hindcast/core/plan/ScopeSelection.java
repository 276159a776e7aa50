package io.hindcast.core.plan;

import io.hindcast.core.scope.Reason;
import io.hindcast.core.scope.ScopeRule;
import io.hindcast.core.spec.BackfillSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Picks the slices of time that the spec's scope has recomputed. Slices that a step of the
 * transform's grain joins are picked together, so that no cut goes through a step, and so are all
 * keys of a slice.
 */
final class ScopeSelection {
  private final BackfillSpec spec;
  private final KeyChoice choice;
  private final List<String> ids;
  private final Map<Reason, List<String>> byReason = new TreeMap<>();
  private final List<Integer> picked = new ArrayList<>();

  private ScopeSelection(BackfillSpec spec, KeyChoice choice, List<String> ids) {
    this.spec = spec;
    this.choice = choice;
    this.ids = ids;
  }

  /**
   * What is picked.
   *
   * @param choice its slices, oldest first; there may be gaps between them, and none at all
   * @param keys what is known of the partitions of these slices
   */
  record Picked(KeyChoice choice, KeySurvey keys, Selection selection) {}

  /**
   * Picks from the first slices of a choice.
   *
   * @param count how many of them are complete
   */
  static Picked pick(Survey survey, TargetTable target, KeyChoice choice, int count) {
    ScopeSelection selection =
        new ScopeSelection(survey.spec(), choice, ids(survey.keys(), choice));
    ScopeRule rule = rule(survey, target);
    int start = 0;
    for (int slice = 0; slice < count; slice++) {
      if (slice == count - 1 || selection.endsStep(slice)) {
        selection.step(start, slice + 1, rule);
        start = slice + 1;
      }
    }
    return selection.picked(survey.keys(), count);
  }

  private static ScopeRule rule(Survey survey, TargetTable target) {
    return new ScopeRule(
        survey.spec(),
        target.partitions().stream()
            .filter(size -> size.rows() > 0)
            .map(PartitionSize::id)
            .collect(Collectors.toSet()),
        survey.past().history(),
        survey.past().sources());
  }

  private static List<String> ids(KeySurvey keys, KeyChoice choice) {
    return keys instanceof KeySurvey.Found found
        ? found.ids()
        : choice.slices().stream().map(TargetPartition::id).toList();
  }

  private boolean endsStep(int slice) {
    return spec.transform().grain().isAligned(choice.slices().get(slice).range().to(), spec.zone());
  }

  private List<String> ids(int slice) {
    int keys = choice.tuples().size();
    return ids.subList(slice * keys, (slice + 1) * keys);
  }

  /** All of the slices or none of them. */
  private void step(int from, int to, ScopeRule rule) {
    Map<String, Reason> reasons = new TreeMap<>();
    for (int slice = from; slice < to; slice++) {
      for (String id : ids(slice)) {
        reasons.put(id, rule.of(id, choice.slices().get(slice).range()));
      }
    }
    boolean recomputed = reasons.values().stream().anyMatch(Reason::recomputed);
    for (int slice = from; slice < to; slice++) {
      for (String id : ids(slice)) {
        Reason own = reasons.getOrDefault(id, Reason.JOINED);
        Reason reason = recomputed && !own.recomputed() ? Reason.JOINED : own;
        byReason.computeIfAbsent(reason, ignored -> new ArrayList<>()).add(id);
      }
      if (recomputed) {
        picked.add(slice);
      }
    }
  }

  private Picked picked(KeySurvey keys, int count) {
    int each = choice.tuples().size();
    List<Selection.Group> groups =
        byReason.entrySet().stream()
            .map(entry ->
                new Selection.Group(
                    entry.getKey(),
                    entry.getValue().size(),
                    entry.getValue().getFirst(),
                    entry.getValue().getLast()))
            .toList();
    return new Picked(
        new KeyChoice(
            choice.layout(),
            picked.stream().map(choice.slices()::get).toList(),
            choice.chosen(),
            choice.tuples()),
        narrowed(keys),
        new Selection(spec.scope().reprocess(), picked.size() * each, count * each, groups));
  }

  private KeySurvey narrowed(KeySurvey keys) {
    return keys instanceof KeySurvey.Found found
        ? new KeySurvey.Found(
            found.types(),
            found.existing(),
            found.affected(),
            picked.stream().flatMap(slice -> ids(slice).stream()).toList(),
            found.slices())
        : keys;
  }
}
