package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloneListTest {
  private static final SwapPart ONE = new SwapPart("z", "z_1_1_0", "h1");
  private static final SwapPart TWO = new SwapPart("z", "z_2_2_0", "h2");
  private static final SwapPart TOUCHED = new SwapPart("a", "a_1_1_0", "h3");

  @Test
  void wantsEveryUntouchedPartitionAtFirst() {
    CloneList list = outdated(List.of(ONE, TOUCHED), List.of(TOUCHED), List.of());
    assertThat(list.refresh()).containsExactly("z");
    assertThat(list.drop()).isEmpty();
  }

  @Test
  void isContentWithEqualContentUnderOtherNames() {
    SwapPart clone = new SwapPart("z", "z_7_7_0", "h1");
    assertThat(outdated(List.of(ONE), List.of(clone), List.of(clone)).isEmpty()).isTrue();
  }

  @Test
  void wantsAPartitionAgainThatHasGrown() {
    assertThat(outdated(List.of(ONE, TWO), List.of(ONE), List.of(ONE)).refresh())
        .containsExactly("z");
  }

  @Test
  void dropsWhatSomebodyDropped() {
    assertThat(outdated(List.of(), List.of(ONE), List.of(ONE)).drop()).containsExactly("z");
  }

  @Test
  void lateRowsDoNotMakeACloneWrong() {
    assertThat(wrong(List.of(ONE, TWO), List.of(ONE), List.of(ONE)).isEmpty()).isTrue();
  }

  @Test
  void aCloneOfSomethingThatIsGoneIsWrong() {
    assertThat(wrong(List.of(TWO), List.of(ONE), List.of(ONE)).refresh()).containsExactly("z");
    assertThat(wrong(List.of(ONE, TWO), List.of(ONE, TWO), List.of(ONE)).refresh())
        .containsExactly("z");
  }

  private static CloneList outdated(
      List<SwapPart> live, List<SwapPart> sealed, List<SwapPart> kept) {
    return CloneList.outdated(sets(live), sets(sealed), sets(kept));
  }

  private static CloneList wrong(List<SwapPart> live, List<SwapPart> sealed, List<SwapPart> kept) {
    return CloneList.wrong(sets(live), sets(sealed), sets(kept));
  }

  private static PartSets sets(List<SwapPart> parts) {
    return PartSets.without(Set.of("a"), parts);
  }
}
