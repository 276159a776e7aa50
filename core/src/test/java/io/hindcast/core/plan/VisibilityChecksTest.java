package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.Visibility.Expiry;
import io.hindcast.core.plan.Visibility.Mask;
import io.hindcast.core.plan.Visibility.RowPolicy;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VisibilityChecksTest {
  private static final TableName TARGET = Surveys.TARGET;
  private static final TableName SOURCE = Surveys.RAW;

  @Test
  void refusesPoliciesThatHideRowsAndNamesTheWayOut() {
    assertThat(findings(policies(new RowPolicy("shop.raw", "tenant != 2", "etl"))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(ErrorCode.ROWS_HIDDEN);
          assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
          assertThat(finding.message())
              .contains("etl", "shop.raw", "tenant != 2", "missing from the result", "USING 1");
        });
    assertThat(findings(policies(new RowPolicy("shop.daily", "0", "etl"))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("carried over"));
  }

  @Test
  void namesUpdatesAndDeletesThatAreNotAppliedOnceForEachTable() {
    List<Mask> masks =
        List.of(
            new Mask(TARGET, "202401", 1, 0),
            new Mask(TARGET, "202402", 2, 300),
            new Mask(SOURCE, "202401", 1, 0));

    assertThat(findings(new Visibility(List.of(), masks, List.of())))
        .extracting(finding -> finding.code() + " " + finding.severity() + " " + finding.message())
        .satisfiesExactly(
            each ->
                assertThat(each)
                    .contains("ROWS_MASKED WARNING", "shop.daily", "2 partitions (202401, 202402)")
                    .contains("ALTER TABLE shop.daily APPLY PATCHES"),
            each ->
                assertThat(each)
                    .contains("the partition 202402", "estimates count all 300 rows")
                    .contains("APPLY DELETED MASK"),
            each -> assertThat(each).contains("shop.raw", "a change of the source"));
  }

  @Test
  void tellsWhatIsPastATtl() {
    assertThat(findings(expiries(expiry(TARGET, true, "2020-01-05T00:00:00Z", null))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(ErrorCode.ROWS_EXPIRE);
          assertThat(finding.message())
              .contains("the TTL day + toIntervalDay(30)", "day before about 2020-01-05")
              .contains("rowCount", "no rollback brings them back");
        });
    assertThat(findings(expiries(expiry(SOURCE, true, "2020-01-05T00:00:00Z", null))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("missing from the result"));
  }

  @Test
  void tellsWhatExpiresBeforeARollbackIsOutOfReach() {
    Instant now = Surveys.NOW;
    String soon = now.plus(Duration.ofDays(1)).toString();
    String late = now.plus(Duration.ofDays(400)).toString();

    assertThat(findings(expiries(expiry(TARGET, true, null, soon))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains(soon, "keepPrevious"));
    assertThat(findings(expiries(expiry(TARGET, true, null, late)))).isEmpty();
    assertThat(findings(expiries(expiry(SOURCE, true, null, soon)))).isEmpty();
  }

  @Test
  void saysWhereATtlCannotBeToldBeforehand() {
    assertThat(findings(expiries(expiry(TARGET, false, "2020-01-05T00:00:00Z", null))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("cannot be told"));
  }

  private static Visibility policies(RowPolicy policy) {
    return new Visibility(List.of(policy), List.of(), List.of());
  }

  private static Visibility expiries(Expiry expiry) {
    return new Visibility(List.of(), List.of(), List.of(expiry));
  }

  private static Expiry expiry(
      TableName table, boolean inKey, @Nullable String expired, @Nullable String next) {
    return new Expiry(
        table,
        Optional.empty(),
        Expiry.Kind.DELETE,
        "day + toIntervalDay(30)",
        Optional.of("day"),
        inKey,
        Optional.ofNullable(expired).map(Instant::parse),
        Optional.ofNullable(next).map(Instant::parse));
  }

  private static List<Finding> findings(Visibility seen) {
    Survey sound = Surveys.survey(Surveys.twoDays(), List.of());
    return VisibilityChecks.of(
        new Survey(
            sound.spec(),
            sound.target(),
            sound.sources(),
            sound.output(),
            sound.surroundings(),
            sound.freeDiskBytes(),
            sound.now(),
            sound.keys(),
            sound.past(),
            Conditions.NONE.with(seen)));
  }
}
