package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatePartsTest {
  private static final Carried NOTHING = Carried.nothing(Set.of());
  private static final SwapPart KEPT = new SwapPart("z", "z_1_1_0", "h1");
  private static final SwapPart LATE = new SwapPart("z", "z_2_2_0", "h2");

  @Test
  void findsPartsThatHaveNoClone() {
    assertThat(find(List.of(KEPT, LATE), List.of(clone(KEPT)), NOTHING).parts())
        .containsExactly(LATE);
  }

  @Test
  void countsEqualContentAsOftenAsItOccurs() {
    SwapPart twin = new SwapPart("z", "z_3_3_0", "h1");
    assertThat(find(List.of(KEPT, twin), List.of(clone(KEPT)), NOTHING).parts()).hasSize(1);
  }

  @Test
  void takesAPartitionThatIsNewAsLate() {
    SwapPart other = new SwapPart("y", "y_1_1_0", "h9");
    assertThat(find(List.of(KEPT, other), List.of(clone(KEPT)), NOTHING).parts())
        .containsExactly(other);
  }

  @Test
  void doesNotCarryTwice() {
    Carried carried = NOTHING.and(new LateParts(List.of(LATE), new java.util.TreeSet<>()));
    assertThat(find(List.of(KEPT, LATE), List.of(clone(KEPT)), carried).isEmpty()).isTrue();
  }

  @Test
  void comparesAPartitionByContentOnceMergesHaveMixedIt() {
    SwapPart merged = new SwapPart("z", "z_1_2_1", "h12");
    LateParts late = find(List.of(merged), List.of(clone(KEPT)), NOTHING);
    assertThat(late.parts()).isEmpty();
    assertThat(late.mixed()).containsExactly("z");
    assertThat(find(List.of(merged), List.of(clone(KEPT)), NOTHING.and(late)).mixed())
        .containsExactly("z");
  }

  @Test
  void comparesByContentWhenAMergeTookInACarriedPart() {
    Carried carried = NOTHING.and(new LateParts(List.of(LATE), new java.util.TreeSet<>()));
    SwapPart merged = new SwapPart("z", "z_2_3_1", "h23");
    assertThat(find(List.of(KEPT, merged), List.of(clone(KEPT)), carried).mixed())
        .containsExactly("z");
  }

  @Test
  void looksAtLatePartitionsByContentWhenAnyIsMixed() {
    SwapPart merged = new SwapPart("z", "z_1_2_1", "h12");
    SwapPart other = new SwapPart("y", "y_1_1_0", "h9");
    assertThat(find(List.of(merged, other), List.of(clone(KEPT)), NOTHING).mixed())
        .containsExactly("y", "z");
  }

  @Test
  void leavesAPartitionAloneThatSomebodyDropped() {
    assertThat(find(List.of(), List.of(clone(KEPT)), NOTHING).isEmpty()).isTrue();
  }

  private static LateParts find(List<SwapPart> old, List<SwapPart> kept, Carried carried) {
    return LateParts.find(
        PartSets.without(Set.of("touched"), old),
        PartSets.without(Set.of("touched"), kept),
        carried);
  }

  private static SwapPart clone(SwapPart part) {
    return new SwapPart(part.partitionId(), part.name() + "_clone", part.contentHash());
  }
}
