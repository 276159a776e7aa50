package io.hindcast.core.spec;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What reading a spec gave. */
public sealed interface SpecOutcome {
  /**
   * The document is a valid spec.
   *
   * @param specs one for each target, in the document's order; several are a group, whose swaps are
   *     published together or not at all
   */
  record Parsed(List<BackfillSpec> specs) implements SpecOutcome {
    /** How many targets a group has at least. */
    public static final int TARGETS_MIN = 2;

    /** How many targets a group has at most. */
    public static final int TARGETS_MAX = 20;

    /** Copies the specs. */
    public Parsed {
      specs = List.copyOf(specs);
      Rules.require(
          !specs.isEmpty() && specs.size() <= TARGETS_MAX,
          "Expected 1 to %d targets, found %d".formatted(TARGETS_MAX, specs.size()));
      long tables = specs.stream().map(spec -> spec.target().table()).distinct().count();
      Rules.require(tables == specs.size(), "Expected each target once");
    }

    /** A spec with one target. */
    public Parsed(BackfillSpec spec) {
      this(List.of(spec));
    }

    /** The first target's. */
    public BackfillSpec spec() {
      return specs.getFirst();
    }

    /** That of a target; empty when the document has no such target. */
    public Optional<BackfillSpec> of(TableName target) {
      return specs.stream().filter(spec -> spec.target().table().equals(target)).findFirst();
    }
  }

  /**
   * The document is not a valid spec.
   *
   * @param problems every mistake that was found, in the order of their lines; at least one
   */
  record Invalid(List<SpecProblem> problems) implements SpecOutcome {
    /** Copies the problems. */
    public Invalid {
      problems = List.copyOf(problems);
      Rules.require(!problems.isEmpty(), "An invalid spec has at least one problem");
    }

    /** All problems, one a line. */
    public String summary() {
      return problems.stream().map(SpecProblem::toString).collect(Collectors.joining("\n"));
    }
  }
}
