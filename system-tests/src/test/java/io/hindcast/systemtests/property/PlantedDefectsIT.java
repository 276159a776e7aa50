package io.hindcast.systemtests.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link NeverSilentlyWrongIT} notices six of the seven faults that were silent once. The seventh,
 * row policies, has its scenarios: the model would read as little as the services do.
 */
@Tag("proofs")
@ExtendWith(StopsStack.class)
class PlantedDefectsIT {
  @TempDir Path directory = Path.of("");

  static List<Defect> defects() {
    return Defect.ALL;
  }

  @ParameterizedTest
  @MethodSource("defects")
  void livesNoticeAFaultWhoseMendIsTakenOut(Defect defect) {
    List<String> broken = new ArrayList<>();

    SystemStack.shared()
        .withClasses(
            defect.compile(directory), () -> broken.addAll(Lives.of(defect.seeds()).broken()));

    assertThat(broken)
        .as("lives that notice that %s", defect)
        .anyMatch(life -> life.contains(defect.sign()));
  }
}
