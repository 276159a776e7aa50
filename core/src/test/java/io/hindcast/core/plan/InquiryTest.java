package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InquiryTest {
  private static final BackfillSpec SPEC = Surveys.spec(Surveys.twoDays());

  @Test
  void oneUserForAllServicesNeedsWhatAllOfThemDo() {
    assertThat(needed(true, "daily")).contains("INSERT", "ALTER", "DROP TABLE");
    assertThat(needed(true, "")).contains("SYSTEM MERGES", "KILL QUERY");
  }

  @Test
  void aPlannerWithAUserOfItsOwnOnlyReadsTheTarget() {
    assertThat(needed(false, "daily")).containsExactly("SELECT");
    assertThat(needed(false, ""))
        .contains("KILL QUERY", "CREATE TABLE")
        .doesNotContain("SYSTEM MERGES");
  }

  private static List<String> needed(boolean oneUser, String table) {
    return Inquiry.of(SPEC, "hindcast", List.of(), oneUser).needed().stream()
        .filter(need -> need.table().equals(Optional.of(table).filter(it -> !it.isEmpty())))
        .flatMap(need -> need.privileges().stream())
        .toList();
  }
}
