package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PartitionSchemePropertyTest {
  /** To the end of 2037, where the clocks' printed rules end. */
  private static final long SECONDS = 2_145_916_800L;

  @Property(tries = 5000)
  void partitionsAdjoinAndCoverTheRangeExactly(
      @ForAll PartitionUnit unit,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(max = SECONDS) long second,
      @ForAll @IntRange(min = 1, max = 60) int count) {
    ZonedDateTime from = unit.floor(Instant.ofEpochSecond(second).atZone(zone));
    ZonedDateTime to = from;
    for (int i = 0; i < count; i++) {
      to = unit.next(to);
    }
    TimeRange range = new TimeRange(from.toInstant(), to.toInstant());

    List<TargetPartition> partitions =
        new PartitionScheme(unit, TimeAxis.of("c", "DateTime", zone), zone, formatOf(unit))
            .covering(range);

    assertThat(partitions).hasSize(count);
    assertThat(partitions).extracting(TargetPartition::id).doesNotHaveDuplicates();
    Instant end = range.from();
    for (TargetPartition partition : partitions) {
      assertThat(partition.range().from()).isEqualTo(end);
      end = partition.range().to();
    }
    assertThat(end).isEqualTo(range.to());
  }

  @Property(tries = 5000)
  void everyInstantLiesInThePartitionThatStartsAtItsFloor(
      @ForAll PartitionUnit unit,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(max = SECONDS) long second) {
    ZonedDateTime at = Instant.ofEpochSecond(second).atZone(zone);
    ZonedDateTime floor = unit.floor(at);

    assertThat(floor.toInstant()).isBeforeOrEqualTo(at.toInstant());
    assertThat(unit.next(floor).toInstant()).isAfter(at.toInstant());
    assertThat(unit.floor(floor).toInstant()).isEqualTo(floor.toInstant());
  }

  private static PartitionIdFormat formatOf(PartitionUnit unit) {
    return unit == PartitionUnit.HOUR
        ? PartitionIdFormat.EPOCH_SECONDS
        : PartitionIdFormat.YEAR_MONTH_DAY;
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
  }
}
