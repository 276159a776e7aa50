package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final SwapPart ONE = new SwapPart("z", "z_1_1_0", "h1");
  private static final SwapPart TWO = new SwapPart("z", "z_2_2_0", "h2");
  private static final SwapPart NEW = new SwapPart("a", "a_1_1_0", "new");
  private static final SwapPart OLD = new SwapPart("a", "a_1_1_0", "old");
  private static final SwapPart WRITTEN = new SwapPart("a", "a_2_2_0", "written");
  private static final SwapContext SOURCE = SwapSamples.context(Strategy.EXCHANGE);
  private static final SwapContext CARRY = SwapSamples.undoing();

  @Test
  void wantsEveryPartitionAtFirst() {
    CloneList list = of(SOURCE, List.of(ONE, OLD), List.of(), List.of()).outdated();
    assertThat(list.refresh()).containsExactly("z");
    assertThat(list.compose()).containsExactly("a");
    assertThat(list.drop()).isEmpty();
  }

  @Test
  void isContentWithEqualContentUnderOtherNames() {
    SwapPart clone = new SwapPart("z", "z_7_7_0", "h1");
    assertThat(
            of(SOURCE, List.of(ONE, OLD), List.of(clone, NEW), List.of(clone)).outdated().isEmpty())
        .isTrue();
  }

  @Test
  void wantsAPartitionAgainThatHasGrown() {
    assertThat(of(SOURCE, List.of(ONE, TWO), List.of(ONE, NEW), List.of(ONE)).outdated().refresh())
        .containsExactly("z");
  }

  @Test
  void dropsWhatSomebodyDropped() {
    assertThat(of(SOURCE, List.of(), List.of(ONE, NEW), List.of(ONE)).outdated().drop())
        .containsExactly("z");
  }

  @Test
  void lateRowsDoNotMakeACloneWrong() {
    assertThat(of(SOURCE, List.of(ONE, TWO), List.of(ONE, NEW), List.of(ONE)).wrong().isEmpty())
        .isTrue();
  }

  @Test
  void aCloneOfSomethingThatIsGoneIsWrong() {
    assertThat(of(SOURCE, List.of(TWO), List.of(ONE, NEW), List.of(ONE)).wrong().refresh())
        .containsExactly("z");
    assertThat(
            of(SOURCE, List.of(ONE, TWO), List.of(ONE, TWO, NEW), List.of(ONE)).wrong().refresh())
        .containsExactly("z");
  }

  @Test
  void whatIsWrittenIntoATouchedPartitionMattersOnlyWhenItIsCarried() {
    List<SwapPart> live = List.of(OLD, WRITTEN);
    assertThat(of(SOURCE, live, List.of(NEW), List.of()).outdated().isEmpty()).isTrue();
    assertThat(of(CARRY, live, List.of(NEW), List.of(OLD)).outdated().compose())
        .containsExactly("a");
    assertThat(of(CARRY, live, List.of(NEW), List.of(OLD)).wrong().isEmpty()).isTrue();
  }

  @Test
  void aTouchedPartitionIsNeverTakenForPutTogetherAfterABreak() {
    List<SwapPart> live = List.of(OLD);
    assertThat(of(CARRY, live, List.of(NEW), live).wrong().isEmpty()).isTrue();
    assertThat(of(CARRY.uncomposed(), live, List.of(NEW), live).wrong().compose())
        .containsExactly("a");
  }

  @Test
  void aTouchedPartitionThatLostPublishedPartsIsWrong() {
    assertThat(of(SOURCE, List.of(OLD), List.of(OLD), List.of()).wrong().compose())
        .containsExactly("a");
    assertThat(of(CARRY, List.of(OLD), List.of(WRITTEN), List.of(OLD)).wrong().compose())
        .containsExactly("a");
  }

  @Test
  void anotherPublishedCloneIsUnverified() {
    SwapContext verified =
        SOURCE.verified(VerifiedDigest.of(SOURCE.plan().touched(), List.of(NEW)));
    assertThat(Comparison.unverified(verified, listed(List.of(), List.of(), List.of()))).isFalse();
    assertThat(Comparison.unverified(SOURCE, listed(List.of(), List.of(), List.of()))).isTrue();
    assertThat(CARRY.composed()).isEqualTo(Map.of("a", 2L));
  }

  private static Comparison of(
      SwapContext context, List<SwapPart> live, List<SwapPart> sealed, List<SwapPart> kept) {
    return new Comparison(context, listed(live, sealed, kept));
  }

  private static SwapEvent.PartsListed listed(
      List<SwapPart> live, List<SwapPart> sealed, List<SwapPart> kept) {
    return new SwapEvent.PartsListed(live, sealed, kept, List.of(NEW));
  }
}
