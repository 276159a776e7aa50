package io.hindcast.systemtests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/** The modules by their packages, and their classes. */
final class Modules {
  static final String CORE = "io.hindcast.core..";
  static final String SCHEMAS = "io.hindcast.schemas..";
  static final String SPEC_YAML = "io.hindcast.specyaml..";
  static final String WAREHOUSE = "io.hindcast.warehouse";
  static final String CLICKHOUSE = "io.hindcast.warehouse.clickhouse..";
  static final String MESSAGING = "io.hindcast.messaging";
  static final String KAFKA = "io.hindcast.messaging.kafka..";
  static final String CONTROL = "io.hindcast.control..";
  static final String RUNTIME = "io.hindcast.runtime..";
  static final String PLANNER = "io.hindcast.planner..";
  static final String WORKER = "io.hindcast.worker..";
  static final String VALIDATOR = "io.hindcast.validator..";
  static final String RELAY = "io.hindcast.relay..";
  static final String CLI = "io.hindcast.cli..";
  static final String DEMO = "io.hindcast.demo..";
  static final String LOCAL_STACK = "io.hindcast.localstack..";

  /** Debezium's adapter: it reads the outbox tables and publishes what it finds. */
  static final String OUTBOX_ENGINE = "io.hindcast.relay.outbox..";

  /** Starts servers of each kind, so it speaks to each directly. */
  static final String SERVERS = LOCAL_STACK;

  static final String[] SERVICES = {PLANNER, WORKER, VALIDATOR, RELAY};
  static final String[] ADAPTERS = {CLICKHOUSE, KAFKA, CONTROL};

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().withImportOption(Modules::isProduct).importPackages("io.hindcast");

  private Modules() {}

  /** All classes but those of tests. */
  static JavaClasses classes() {
    return PRODUCT;
  }

  /** A service's main, and the health checks that it wires up. */
  static DescribedPredicate<JavaClass> wiring() {
    return DescribedPredicate.describe(
        "are *Main or Readiness",
        type ->
            type.getSimpleName().endsWith("Main")
                || outermost(type).getSimpleName().endsWith("Main")
                || type.getSimpleName().equals("Readiness"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Modules::outermost).orElse(type);
  }

  private static boolean isProduct(Location location) {
    return !location.contains("/test-classes/")
        && !location.contains("/systemtests/")
        && !location.contains("-tests.jar")
        && !location.contains("/warehouse/testing/")
        && !location.contains("warehouse-testing");
  }
}
