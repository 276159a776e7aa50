package io.hindcast.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.schemas.codec.MessageTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class ContractsPageTest {
  private static final Path PAGE = Path.of("../docs/contracts.md");
  private static final String WRITE = "hindcast.docs.write";

  @Test
  void pageIsWhatTopicsAndSchemasSay() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, ContractsPage.render());
    }
    assertThat(ContractsPage.render())
        .withFailMessage(
            """
            docs/contracts.md is stale. Renew it and commit the change:
              ./mvnw -q -pl messaging-spi -am test -Dtest=ContractsPageTest -D%s=true \
            -Dsurefire.failIfNoSpecifiedTests=false
            """,
            WRITE)
        .isEqualTo(Files.readString(PAGE));
  }

  @Test
  void everyMessageTypeHasOneTopic() {
    List<String> published = Topics.all().stream().map(topic -> topic.type().getName()).toList();
    assertThat(published)
        .containsExactlyInAnyOrderElementsOf(
            MessageTypes.all().stream().map(Class::getName).toList());
  }

  @Test
  void everyFieldIsDocumented() {
    for (Topic<?> topic : Topics.all()) {
      requireDocs(SpecificData.getForClass(topic.type()).getSchema(topic.type()));
    }
  }

  private static void requireDocs(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        for (Schema.Field field : schema.getFields()) {
          assertThat(field.doc()).as(schema.getName() + "." + field.name()).isNotBlank();
          requireDocs(field.schema());
        }
      }
      case ENUM -> {
        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        assertThat(schema.getEnumDefault()).as(schema.getName()).isEqualTo("UNKNOWN");
      }
      case ARRAY -> requireDocs(schema.getElementType());
      case MAP -> requireDocs(schema.getValueType());
      case UNION -> schema.getTypes().forEach(ContractsPageTest::requireDocs);
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }
}
