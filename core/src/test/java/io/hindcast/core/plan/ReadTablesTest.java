package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadTablesTest {
  private static final String RANGE = " WHERE at >= {from:DateTime} AND at < {to:DateTime}";

  @Test
  void aTableThatIsNotFencedIsNamed() {
    assertThat(found("", "MergeTree", "SELECT day FROM shop.raw JOIN shop.rates USING day"))
        .singleElement()
        .asString()
        .contains("shop.rates, which source.tables does not name");
  }

  @Test
  void rowsThatAMergeWillDropCountAsWellUnlessFinalSaysOtherwise() {
    assertThat(found("", "ReplacingMergeTree", "SELECT day FROM shop.raw AS r"))
        .singleElement()
        .asString()
        .contains("without FINAL");
    assertThat(found("", "ReplacingMergeTree", "SELECT day FROM shop.raw AS r FINAL")).isEmpty();
  }

  @Test
  void aTableIsLookedForOnTheNodeWhereTheStatementRuns() {
    assertThat(found("shard1", "MergeTree", "SELECT day FROM shop.raw")).isEmpty();
    assertThat(found("shard1", "ReplacingMergeTree", "SELECT day FROM shop.raw")).hasSize(1);
  }

  private static List<Finding> found(String node, String engine, String sql) {
    Survey survey = Surveys.survey(Surveys.twoDays(), List.of());
    BackfillSpec spec = survey.spec();
    TableName raw = new TableName(node, "shop", "raw");
    Transform transform = spec.transform();
    BackfillSpec own =
        new BackfillSpec(
            spec.metadata(),
            new Target(spec.target().table().on(node), spec.target().key()),
            new Source(List.of(raw), Duration.ZERO, Duration.ZERO),
            new Transform(
                transform.version(),
                transform.grain(),
                sql + RANGE,
                transform.stray(),
                transform.emptyPartitions()),
            spec.range(),
            spec.zone(),
            spec.execution(),
            spec.waves(),
            spec.checks(),
            spec.swap());
    return ReadTables.findings(
        new Survey(
            own,
            survey.target(),
            List.of(new SourceTable(raw, engine, List.of())),
            survey.output(),
            survey.surroundings(),
            survey.freeDiskBytes(),
            survey.now()));
  }
}
