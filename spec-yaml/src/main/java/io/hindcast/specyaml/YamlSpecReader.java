package io.hindcast.specyaml;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecLimits;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads specs from YAML 1.2. Documents of more than 1 MiB, deep nesting and many aliases are
 * refused, so that a document from anywhere can be read.
 */
public final class YamlSpecReader implements SpecReader {
  private final SpecReading reading;

  /** A reader for specs from elsewhere: their statements must be part of the document. */
  public YamlSpecReader() {
    this(new SpecReading(null, SpecLimits.NONE));
  }

  /**
   * A reader for specs whose {@code transform.file} may name a file of this directory.
   *
   * @param baseDirectory the spec's own directory
   */
  public YamlSpecReader(Path baseDirectory) {
    this(new SpecReading(baseDirectory, SpecLimits.NONE));
  }

  private YamlSpecReader(SpecReading reading) {
    this.reading = reading;
  }

  @Override
  public YamlSpecReader within(SpecLimits limits) {
    return new YamlSpecReader(reading.within(limits));
  }

  @Override
  public SpecOutcome read(String yaml) {
    Document document = Document.of(yaml);
    Optional<List<BackfillSpec>> specs =
        YamlTree.read(yaml, document).flatMap(root -> reading.read(new Value(root, "", document)));
    return specs
        .<SpecOutcome>map(SpecOutcome.Parsed::new)
        .orElseGet(() -> new SpecOutcome.Invalid(document.problems().inOrder()));
  }
}
