package io.hindcast.core.plan;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the warehouse allows and what goes on in it.
 *
 * @param activities what changes the target or a source right now
 * @param missingGrants rights that the user of the services does not have
 * @param settings the spec's {@code execution.settings} as the server knows them
 * @param memory how much memory a query may use
 * @param visibility why rows of the tables are not seen, or do not last
 */
public record Conditions(
    List<Activity> activities,
    List<MissingGrant> missingGrants,
    List<SettingState> settings,
    Memory memory,
    Visibility visibility) {
  /** Nothing goes on and everything is allowed. */
  public static final Conditions NONE =
      new Conditions(List.of(), List.of(), List.of(), new Memory(0, 0));

  /** Where everything is seen as it is. */
  public Conditions(
      List<Activity> activities,
      List<MissingGrant> missingGrants,
      List<SettingState> settings,
      Memory memory) {
    this(activities, missingGrants, settings, memory, Visibility.FULL);
  }

  /** Copies the lists. */
  public Conditions {
    activities = List.copyOf(activities);
    missingGrants = List.copyOf(missingGrants);
    settings = List.copyOf(settings);
  }

  /** What holds where the same was asked of two servers: whatever one of them objects to. */
  public Conditions and(Conditions other) {
    return new Conditions(
        Stream.concat(activities.stream(), other.activities.stream()).toList(),
        Stream.concat(missingGrants.stream(), other.missingGrants.stream()).distinct().toList(),
        settings.stream().allMatch(SettingState::usable) ? other.settings : settings,
        memory.and(other.memory),
        visibility.and(other.visibility));
  }

  /** The same, with what is known of what is seen. */
  public Conditions with(Visibility seen) {
    return new Conditions(activities, missingGrants, settings, memory, seen);
  }

  /**
   * Something that changes a table.
   *
   * @param kind what it is
   * @param statement the statement or the mutation's command, shortened
   * @param id the mutation's or the query's
   * @param problem why it does not get on; empty when it does
   */
  public record Activity(TableName table, Kind kind, String statement, String id, String problem) {
    /** What changes a table. */
    public enum Kind {
      MUTATION,
      DEFINITION
    }
  }

  /**
   * A right that is needed.
   *
   * @param privilege such as SELECT
   * @param on what it is needed for, such as {@code shop.orders} or {@code *.*}
   * @param user who needs it
   */
  public record MissingGrant(String privilege, String on, String user) {}

  /**
   * A setting of the spec.
   *
   * @param known whether the server has it
   * @param changeable whether the user may set it
   * @param similar the server's setting with the most similar name; empty where none is
   */
  public record SettingState(
      String name, boolean known, boolean changeable, Optional<String> similar) {
    private boolean usable() {
      return known && changeable;
    }
  }

  /**
   * Limits in bytes; 0 where there is none.
   *
   * @param query of one query of the user
   * @param server of all queries together
   */
  public record Memory(long query, long server) {
    private Memory and(Memory other) {
      return new Memory(lower(query, other.query), lower(server, other.server));
    }

    private static long lower(long one, long other) {
      return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
  }
}
