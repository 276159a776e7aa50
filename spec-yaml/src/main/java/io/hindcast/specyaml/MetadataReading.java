package io.hindcast.specyaml;

import io.hindcast.core.spec.Metadata;
import java.util.Optional;
import java.util.SortedMap;

/** Reads {@code metadata}. */
final class MetadataReading {
  private MetadataReading() {}

  static Field<Metadata> of(Section section) {
    Field<String> name = section.required("name", MetadataReading::name);
    Field<String> owner =
        section.required("owner", value -> Readings.text(value, Metadata.OWNER_LENGTH_MAX));
    Field<SortedMap<String, String>> labels =
        section.optional("labels", Texts.NONE, MetadataReading::labels);
    return Field.present(name, owner, labels)
        ? Field.of(new Metadata(name.value(), owner.value(), labels.value()), section.at())
        : Field.absent(section.at());
  }

  private static Field<String> name(Value value) {
    return value
        .text()
        .check(name ->
            Metadata.isName(name)
                ? Optional.empty()
                : Optional.of(
                    "Expected %s, found '%s'".formatted(Metadata.nameRule(), Value.shorten(name))));
  }

  private static Field<SortedMap<String, String>> labels(Value value) {
    return new Texts(
            Metadata.LABELS_MAX,
            Metadata.LABEL_LENGTH_MAX,
            "a label of 1 to %d characters".formatted(Metadata.LABEL_LENGTH_MAX),
            key -> !key.isBlank() && key.length() <= Metadata.LABEL_LENGTH_MAX)
        .read(value);
  }
}
