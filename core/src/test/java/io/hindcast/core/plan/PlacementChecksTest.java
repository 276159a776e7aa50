package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementChecksTest {
  @Test
  void refusesTargetsAndSourcesInTheWorkingDatabase() {
    BackfillSpec spec = Surveys.survey(Surveys.twoDays(), List.of()).spec();
    String ofTarget = spec.target().table().database();
    String ofSource = spec.source().tables().getFirst().database();

    assertThat(PlacementChecks.of(spec, "hindcast")).isEmpty();
    assertThat(PlacementChecks.of(spec, ofTarget))
        .extracting(Finding::code)
        .contains(ErrorCode.TARGET_UNSUPPORTED);
    assertThat(PlacementChecks.of(spec, ofSource))
        .filteredOn(finding -> finding.code() == ErrorCode.SOURCE_UNSUPPORTED)
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.message())
                .contains(spec.source().tables().getFirst().toString(), "Hindcast's own"));
  }
}
