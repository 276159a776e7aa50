package io.hindcast.core.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.fence.SourceRead.Window;
import io.hindcast.core.spec.Changes;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {
  private static final TableName TABLE = new TableName("shop", "raw");
  private static final TimeRange REACH = PartLog.hours(2, 10);

  @Test
  void partsTellWhereTheStatementFiltersByTheirTime() {
    assertThat(told(read(window("at", true, 2, 10)))).isEqualTo(Way.METADATA);
  }

  @Test
  void partsOfAnotherTimeDoNotTell() {
    Telling telling = telling(true, read(window("at", false, 2, 10)));

    assertThat(telling.way()).isEqualTo(Way.CONTENT);
    assertThat(telling.count().timeColumn()).isEqualTo("at");
  }

  @Test
  void partsThatMergesTakeRowsFromDoNotTell() {
    assertThat(telling(false, read(window("at", true, 2, 10))).way()).isEqualTo(Way.CONTENT);
  }

  @Test
  void nothingTellsOfAReadBeyondTheReach() {
    Telling telling = telling(true, read(window("at", true, 0, 10)));

    assertThat(telling.way()).isEqualTo(Way.WHOLE);
    assertThat(telling.why()).contains("source.lookback");
  }

  @Test
  void eachReadCounts() {
    assertThat(told(read(window("at", true, 2, 10)), read())).isEqualTo(Way.WHOLE);
    assertThat(told(read(window("at", true, 2, 10)), read(window("id", false, 2, 10))))
        .isEqualTo(Way.WHOLE);
    assertThat(told(read(window("at", true, 2, 10)), read(window("at", true, 3, 9))))
        .isEqualTo(Way.METADATA);
  }

  @Test
  void whatIsNotSeenToBeReadIsNotTold() {
    assertThat(told()).isEqualTo(Way.WHOLE);
  }

  @Test
  void theSpecDecidesOverWhatIsProved() {
    assertThat(by(Changes.By.METADATA, null).way()).isEqualTo(Way.METADATA);
    assertThat(by(Changes.By.CONTENT, "made").count().timeColumn()).isEqualTo("made");
    assertThat(by(Changes.By.COLUMN, "updated").count().columns()).containsExactly("updated");
  }

  private static Telling by(Changes.By by, @org.jspecify.annotations.Nullable String column) {
    return Telling.of(
        new Changes(by, column, List.of()), new Telling.Known(TABLE, List.of(), REACH, true));
  }

  private static Way told(SourceRead... reads) {
    return telling(true, reads).way();
  }

  private static Telling telling(boolean steady, SourceRead... reads) {
    return Telling.of(
        Changes.AUTOMATIC, new Telling.Known(TABLE, Arrays.asList(reads), REACH, steady));
  }

  private static SourceRead read(Window... windows) {
    return new SourceRead(TABLE, List.of("at", "v"), false, Arrays.asList(windows));
  }

  private static Window window(String column, boolean spanned, int from, int to) {
    return new Window(column, 0, PartLog.hours(from, to), spanned);
  }
}
