package io.hindcast.core.plan;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a warehouse is asked about its conditions.
 *
 * @param tables those that exist of the target and the sources
 * @param needed rights that the services need
 * @param settings names of settings that tasks would run with
 */
public record Inquiry(List<TableName> tables, List<Need> needed, List<String> settings) {
  private static final List<String> WRITING =
      List.of("SELECT", "INSERT", "ALTER", "CREATE TABLE", "DROP TABLE");

  /**
   * Rights on one object.
   *
   * @param privileges such as SELECT
   * @param database all of them when empty
   * @param table all of the database's when empty
   */
  public record Need(List<String> privileges, Optional<String> database, Optional<String> table) {
    /** Copies the privileges. */
    public Need {
      privileges = List.copyOf(privileges);
    }

    static Need on(TableName table, List<String> privileges) {
      return new Need(privileges, Optional.of(table.database()), Optional.of(table.table()));
    }
  }

  /** Copies the lists. */
  public Inquiry {
    tables = List.copyOf(tables);
    needed = List.copyOf(needed);
    settings = List.copyOf(settings);
  }

  /**
   * What is asked for a spec.
   *
   * @param workingDatabase where staging and shadow tables are made
   * @param existing its target and sources, as far as they exist
   * @param oneUser whether who is asked does the work of all services, and not the planner's alone
   */
  public static Inquiry of(
      BackfillSpec spec, String workingDatabase, Collection<TableName> existing, boolean oneUser) {
    List<Need> needed = new ArrayList<>();
    needed.add(Need.on(spec.target().table(), oneUser ? WRITING : List.of("SELECT")));
    needed.add(new Need(WRITING, Optional.of(workingDatabase), Optional.empty()));
    spec.source().tables().forEach(table -> needed.add(Need.on(table, List.of("SELECT"))));
    needed.add(
        new Need(
            oneUser ? List.of("SYSTEM MERGES", "KILL QUERY") : List.of("KILL QUERY"),
            Optional.empty(),
            Optional.empty()));
    return new Inquiry(
        List.copyOf(existing), needed, List.copyOf(spec.execution().settings().keySet()));
  }
}
