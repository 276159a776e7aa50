package io.hindcast.schemas.codec;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro instantiate the generated classes. Avro refuses every class that is not on its list,
 * and that list is one per JVM; this adds the one package to whatever was allowed before.
 */
final class TrustedClasses {
  private static final String PACKAGE = "io.hindcast.schemas";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
  }

  private TrustedClasses() {}

  /** Adds the package, once per JVM. */
  static void register() {
    // The class's initializer did it.
  }
}
