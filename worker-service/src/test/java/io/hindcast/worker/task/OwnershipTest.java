package io.hindcast.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.warehouse.StagedContent;
import io.hindcast.warehouse.StagedContent.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final TaskOrder ORDER = TaskOrder.of(TestTasks.task("db", "SELECT 1").build());

  @Test
  void tellsOwnPartitionsFromStrays() {
    Ownership ownership = Ownership.of(staged("a", "b", "c"), Set.of("a", "c", "d"));

    assertThat(ownership.own()).extracting(Partition::id).containsExactly("a", "c");
    assertThat(ownership.strays()).extracting(Partition::id).containsExactly("b");
    assertThat(ownership.strayRows()).isEqualTo(7);
  }

  @Test
  void findsNoStraysInAnEmptyResult() {
    assertThat(Ownership.of(staged(), Set.of("a")).strays()).isEmpty();
  }

  @Test
  void complainsWithNamesAndRows() {
    assertThat(Ownership.of(staged("20010103", "20010104"), Set.of()).complaint(ORDER))
        .contains("14 rows", "20010103 (7 rows), 20010104 (7 rows)", "transform.stray: filter")
        .doesNotContain("more");
  }

  @Test
  void namesABoundedNumberOfStrays() {
    String[] many = IntStream.range(0, 50).mapToObj(i -> "p" + i).toArray(String[]::new);

    assertThat(Ownership.of(staged(many), Set.of()).complaint(ORDER))
        .contains("p19 (7 rows), and 30 more")
        .doesNotContain("p20 ");
  }

  private static StagedContent staged(String... ids) {
    List<Partition> partitions =
        List.of(ids).stream().map(id -> new Partition(id, 7, 100, "hash")).toList();
    return new StagedContent(partitions, 1, 1, 0, Duration.ZERO);
  }
}
