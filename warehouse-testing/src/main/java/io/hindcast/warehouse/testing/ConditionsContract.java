package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.plan.Conditions;
import io.hindcast.core.plan.Conditions.Activity;
import io.hindcast.core.plan.Conditions.SettingState;
import io.hindcast.core.plan.Inquiry;
import io.hindcast.core.plan.Inquiry.Need;
import io.hindcast.core.table.TableName;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the warehouse tells of what goes on in it and what it allows. */
interface ConditionsContract extends WarehouseFixture {

  @Test
  default void aQuietTableHasNoActivities() {
    TableName table = events("quiet");

    Conditions found = warehouse().conditions(new Inquiry(List.of(table), List.of(), List.of()));

    assertThat(found.activities()).isEmpty();
    assertThat(found.memory().server()).isPositive();
  }

  @Test
  default void namesMutationsThatAreNotDone() {
    TableName table = events("mutated");
    TableName other = events("other");
    fill(table, 0, 4, 2);
    execute("SYSTEM STOP MERGES " + table);
    execute("ALTER TABLE %s DELETE WHERE id = 1 SETTINGS mutations_sync = 0".formatted(table));

    assertThat(
            warehouse()
                .conditions(new Inquiry(List.of(table, other), List.of(), List.of()))
                .activities())
        .singleElement()
        .satisfies(activity -> {
          assertThat(activity.table()).isEqualTo(table);
          assertThat(activity.kind()).isEqualTo(Activity.Kind.MUTATION);
          assertThat(activity.statement()).contains("DELETE WHERE id = 1");
          assertThat(activity.id()).isNotBlank();
        });
    execute("KILL MUTATION WHERE database = '%s'".formatted(table.database()));
    execute("SYSTEM START MERGES " + table);
  }

  @Test
  default void tellsKnownSettingsFromUnknownOnes() {
    List<SettingState> found =
        warehouse()
            .conditions(
                new Inquiry(
                    List.of(),
                    List.of(),
                    List.of("max_threads", "max_memory_usages", "no_such_thing_at_all_here")))
            .settings();

    assertThat(found)
        .containsExactly(
            new SettingState("max_threads", true, true, Optional.empty()),
            new SettingState("max_memory_usages", false, false, Optional.of("max_memory_usage")),
            new SettingState("no_such_thing_at_all_here", false, false, Optional.empty()));
  }

  @Test
  default void aUserWithAllRightsLacksNone() {
    TableName table = events("granted");
    List<String> writing = List.of("SELECT", "INSERT", "ALTER", "CREATE TABLE", "DROP TABLE");

    assertThat(
            warehouse()
                .conditions(
                    new Inquiry(
                        List.of(),
                        List.of(
                            new Need(
                                writing, Optional.of(table.database()), Optional.of(table.table())),
                            new Need(writing, Optional.of(workingDatabase()), Optional.empty()),
                            new Need(
                                List.of("SYSTEM MERGES", "KILL QUERY"),
                                Optional.empty(),
                                Optional.empty())),
                        List.of()))
                .missingGrants())
        .isEmpty();
  }

  @Test
  default void tellsTheFreeDiskOfATable() {
    assertThat(warehouse().freeDiskBytes(events("stored"))).isPositive();
  }

  @Test
  default void anExchangeGivesThePartsAnotherStorage() {
    TableName here = events("here");
    TableName there = workingEvents("there");
    fill(here, 0, 2, 1);
    fill(there, 0, 2, 1);
    String before = storage(here);

    warehouse().exchange(here, own(there));

    assertThat(before).isEqualTo(warehouse().storageOf(there).orElseThrow().toString());
    assertThat(storage(here)).isNotEqualTo(before).isNotBlank();
  }

  private String storage(TableName table) {
    return warehouse().sourceParts(List.of(table), ZoneOffset.UTC).stream()
        .map(SourcePart::storage)
        .distinct()
        .reduce((one, other) -> one + "+" + other)
        .orElseThrow();
  }
}
