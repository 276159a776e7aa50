package io.hindcast.specyaml;

import io.hindcast.core.spec.SpecOutcome.Parsed;
import io.hindcast.core.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code spec.targets}: several targets whose swaps are published together. */
final class GroupReading {
  private static final List<String> BY_TARGET = List.of("target", "source", "transform", "checks");

  private GroupReading() {}

  /** What has to fit together in a group. */
  record Member(TargetReading target, SourceReading source) {}

  /** The entries of the list; what does not belong beside it is reported. */
  static List<Section> members(Section spec) {
    for (String key : BY_TARGET) {
      spec.find(key)
          .ifPresent(value ->
              value.report(
                  "Expected %s in each entry of targets, found it beside targets: move it there"
                      .formatted(key)));
    }
    Field<List<Value>> entries =
        spec.required("targets", value -> value.list().require(GroupReading::fits, sizes(value)));
    return Field.present(entries)
        ? entries.value().stream().map(entry -> Section.read(entry, Keys.MEMBER)).toList()
        : List.of();
  }

  /** Tables that are there twice, or read by another member, and policies that cannot be kept. */
  static void check(Section spec, List<Member> members) {
    Map<TableName, Value> targets = new HashMap<>();
    for (Member member : members) {
      Field<TableName> table = member.target().table();
      if (Field.present(table)) {
        @Nullable Value first = targets.putIfAbsent(table.value(), table.at());
        if (first != null) {
          table
              .at()
              .report(
                  "Expected another table in each entry, found %s again; the first is in line %d"
                      .formatted(table.value(), first.line()));
        }
      }
    }
    members.forEach(member -> checkSources(member, targets.keySet()));
    spec.find("execution").ifPresent(GroupReading::checkOverlap);
  }

  /** A target on several nodes is a group too. */
  static void checkNodes(Value spec, List<TargetReading> targets) {
    List<Field<List<String>>> nodes =
        targets.stream().map(TargetReading::nodes).filter(Field::present).toList();
    int members = nodes.stream().mapToInt(each -> each.value().size()).sum();
    if (members > Parsed.TARGETS_MAX) {
      nodes
          .getLast()
          .at()
          .report(
              "Expected at most %d targets over all nodes, found %d: submit some by themselves"
                  .formatted(Parsed.TARGETS_MAX, members));
    }
    if (members > targets.size() && spec.node() instanceof MappingNode mapping) {
      Entries.Entry execution = Entries.of(spec, mapping).get("execution");
      if (execution != null) {
        checkOverlap(execution.value());
      }
    }
  }

  private static void checkSources(Member member, Set<TableName> targets) {
    Field<List<TableName>> sources = member.source().tables();
    Field<TableName> own = member.target().table();
    if (!Field.present(sources, own)) {
      return;
    }
    sources.value().stream()
        .filter(source -> targets.contains(source) && !source.equals(own.value()))
        .forEach(source ->
            sources
                .at()
                .report(
                    "Expected sources that are no targets of the group, found %s: all targets are"
                            .formatted(source)
                        + " recomputed side by side, so %s would be computed from its old rows;"
                            .formatted(own.value())
                        + " submit it by itself afterwards"));
  }

  /** Two groups that each wait for a table of the other would wait for ever. */
  private static void checkOverlap(Value execution) {
    if (execution.node() instanceof MappingNode mapping) {
      Entries.Entry overlap = Entries.of(execution, mapping).get("overlap");
      if (overlap != null
          && overlap.value().node() instanceof ScalarNode scalar
          && scalar.getValue().equals("queue")) {
        overlap
            .value()
            .report(
                "Expected 'refuse' with several targets, found 'queue': two groups could each wait"
                    + " for a table of the other; submit again when the other has ended");
      }
    }
  }

  private static boolean fits(List<Value> entries) {
    return entries.size() >= Parsed.TARGETS_MIN && entries.size() <= Parsed.TARGETS_MAX;
  }

  private static String sizes(Value value) {
    int found = value.node() instanceof SequenceNode list ? list.getValue().size() : 0;
    return "Expected %d to %d targets, found %d; one alone is written as target, source and transform"
        .formatted(Parsed.TARGETS_MIN, Parsed.TARGETS_MAX, found);
  }
}
