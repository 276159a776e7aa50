package io.hindcast.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hindcast.schemas.Task;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaHistoryTest {
  private static final String ARCHIVE = "hindcast.schemas.archive";
  private static final String NONE = ",\"default\":\"none\"";

  static List<Class<? extends SpecificRecord>> types() {
    return MessageTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void newestArchivedVersionIsTheCurrentSchema(Class<? extends SpecificRecord> type)
      throws IOException {
    Schema generated = SchemaArchive.generated(type);
    if (Boolean.getBoolean(ARCHIVE)) {
      SchemaArchive.add(type);
      return;
    }
    SchemaHistory history = SchemaHistory.of(type);
    assertThat(generated)
        .withFailMessage(
            """
            %1$s.avsc differs from its newest archived version %2$d. A published version is never
            edited. If the change is meant, archive it as version %3$d and commit the new file:
              ./mvnw -q -pl schemas test -Dtest=SchemaHistoryTest#newest* -D%4$s=true
            then run the tests again: they show whether old and new read each other. (New fields
            need a default, only fields with a default may go, new enum symbols need the enum's
            default, unions keep their branches.)
            """,
            history.name(), history.current(), history.current() + 1, ARCHIVE)
        .isEqualTo(history.newest());
  }

  @ParameterizedTest
  @MethodSource("types")
  void allVersionsReadEachOther(Class<? extends SpecificRecord> type) {
    assertThat(CompatibilityCheck.problems(SchemaHistory.of(type))).isEmpty();
  }

  @Test
  void typeWithoutArchiveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SchemaHistory("Nothing", List.of()))
        .withMessage("No schema of Nothing is archived; expected history/Nothing/v1.avsc.");
  }

  @Test
  void checkCatchesNewFieldWithoutDefault() {
    Schema later = withNote(SchemaHistory.of(Task.class).newest(), "");
    assertThat(problems(later))
        .singleElement()
        .asString()
        .contains("Task version 2 cannot read version 1", "READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void checkAcceptsNewFieldWithDefault() {
    Schema later = withNote(SchemaHistory.of(Task.class).newest(), NONE);
    assertThat(problems(later)).isEmpty();
  }

  @Test
  void checkCatchesRemovedFieldWithoutDefault() {
    Schema before = withNote(SchemaHistory.of(Task.class).newest(), "");
    var history = new SchemaHistory("Task", List.of(before, SchemaHistory.of(Task.class).newest()));
    assertThat(CompatibilityCheck.problems(history))
        .singleElement()
        .asString()
        .contains("Task version 1 cannot read version 2");
  }

  @Test
  void checkCatchesVersionsThatAreNotNeighbours() {
    Schema first = SchemaHistory.of(Task.class).newest();
    Schema second = withNote(first, NONE);
    Schema third = new Schema.Parser().parse(second.toString().replace("\"wave\"", "\"wawe\""));
    var history = new SchemaHistory("Task", List.of(first, second, third));
    assertThat(CompatibilityCheck.problems(history))
        .anyMatch(line -> line.contains("version 3 cannot read version 1"))
        .anyMatch(line -> line.contains("version 1 cannot read version 3"));
  }

  private static List<String> problems(Schema later) {
    Schema first = SchemaHistory.of(Task.class).newest();
    return CompatibilityCheck.problems(new SchemaHistory("Task", List.of(first, later)));
  }

  private static Schema withNote(Schema base, String attributes) {
    String json = base.toString();
    String field = ",{\"name\":\"note\",\"type\":\"string\"%s}]}".formatted(attributes);
    return new Schema.Parser().parse(json.substring(0, json.length() - 2) + field);
  }
}
