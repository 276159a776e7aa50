package io.hindcast.systemtests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.hindcast.systemtests.architecture.Modules.CLI;
import static io.hindcast.systemtests.architecture.Modules.CLICKHOUSE;
import static io.hindcast.systemtests.architecture.Modules.CONTROL;
import static io.hindcast.systemtests.architecture.Modules.CORE;
import static io.hindcast.systemtests.architecture.Modules.DEMO;
import static io.hindcast.systemtests.architecture.Modules.KAFKA;
import static io.hindcast.systemtests.architecture.Modules.LOCAL_STACK;
import static io.hindcast.systemtests.architecture.Modules.MESSAGING;
import static io.hindcast.systemtests.architecture.Modules.OUTBOX_ENGINE;
import static io.hindcast.systemtests.architecture.Modules.PLANNER;
import static io.hindcast.systemtests.architecture.Modules.RELAY;
import static io.hindcast.systemtests.architecture.Modules.RUNTIME;
import static io.hindcast.systemtests.architecture.Modules.SCHEMAS;
import static io.hindcast.systemtests.architecture.Modules.SERVERS;
import static io.hindcast.systemtests.architecture.Modules.SPEC_YAML;
import static io.hindcast.systemtests.architecture.Modules.VALIDATOR;
import static io.hindcast.systemtests.architecture.Modules.WAREHOUSE;
import static io.hindcast.systemtests.architecture.Modules.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.WorkingTables;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each module may use. */
class ModuleRulesTest {
  @Test
  void coreUsesTheJdkAndItselfOnly() {
    check(
        classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                CORE,
                "java.lang..",
                "java.util..",
                "java.time..",
                "java.math..",
                "java.security..",
                "java.nio.charset..",
                "org.jspecify..")
            .because("decisions are values: no I/O, no database, no logger"));
  }

  static Stream<Arguments> allowedNeighbours() {
    return Stream.of(
        Arguments.of(SCHEMAS, List.of()),
        Arguments.of(SPEC_YAML, List.of(CORE)),
        Arguments.of(WAREHOUSE, List.of(CORE)),
        Arguments.of(MESSAGING, List.of(CORE, SCHEMAS)),
        Arguments.of(CLICKHOUSE, List.of(CORE, WAREHOUSE)),
        Arguments.of(KAFKA, List.of(CORE, MESSAGING, SCHEMAS)),
        Arguments.of(CONTROL, List.of(CORE)),
        Arguments.of(RUNTIME, List.of(CORE)),
        Arguments.of(CLI, List.of(CORE, SPEC_YAML)),
        Arguments.of(LOCAL_STACK, List.of()),
        Arguments.of(DEMO, List.of(CLI, LOCAL_STACK, MESSAGING, KAFKA, SCHEMAS, CORE)));
  }

  @ParameterizedTest
  @MethodSource("allowedNeighbours")
  void aModuleUsesItsNeighboursOnly(String module, List<String> neighbours) {
    String[] allowed = Stream.concat(Stream.of(module), neighbours.stream()).toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(module)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.hindcast..").and(not(resideInAnyPackage(allowed)))));
  }

  static Stream<Arguments> services() {
    return Stream.of(PLANNER, WORKER, VALIDATOR, RELAY).map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceUsesCorePortsAndRuntimeAndNoOtherService(String service) {
    check(
        noClasses()
            .that()
            .resideInAPackage(service)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.hindcast..")
                    .and(
                        not(
                            resideInAnyPackage(
                                service,
                                CORE,
                                WAREHOUSE,
                                MESSAGING,
                                RUNTIME,
                                SCHEMAS,
                                SPEC_YAML,
                                CLICKHOUSE,
                                KAFKA,
                                CONTROL)))));
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceNamesAdaptersInItsWiringOnly(String service) {
    check(
        noClasses()
            .that()
            .resideInAPackage(service)
            .and()
            .resideOutsideOfPackage(OUTBOX_ENGINE)
            .and(not(Modules.wiring()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Modules.ADAPTERS));
  }

  /** Whoever could make one of any name could have any table dropped. */
  @Test
  void onlyTheWarehousePortMakesWorkingTables() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(WorkingTables.class.getName())
            .should()
            .callMethod(WorkingTable.class, "of", TableName.class, String.class));
  }

  @Test
  void nobodyUsesAServiceFromOutside() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(Modules.SERVICES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Modules.SERVICES)
            .because("services are reached by topics and HTTP"));
  }

  @Test
  void sqlIsSpokenByAdaptersOnly() {
    onlyIn("java.sql..", CONTROL, CLICKHOUSE, SERVERS);
  }

  @Test
  void kafkaIsSpokenByItsAdapterOnly() {
    onlyIn("org.apache.kafka..", KAFKA, OUTBOX_ENGINE, SERVERS);
  }

  @Test
  void debeziumLivesInTheRelay() {
    onlyIn("io.debezium..", RELAY);
  }

  @Test
  void clickHouseIsSpokenByItsAdapterOnly() {
    onlyIn("com.clickhouse..", CLICKHOUSE);
  }

  @Test
  void vertxLivesInTheRuntimeAndAtHttpEdges() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(RUNTIME, "io.hindcast..http..")
            .and(not(Modules.wiring()))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..")
            .because("nothing else may run on an event loop"));
    check(
        classes()
            .that()
            .resideInAPackage("io.hindcast.runtime.http..")
            .and()
            .haveSimpleName("Listener")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.."));
  }

  @Test
  void theCliSpeaksHttpOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.sql..",
                "org.apache..",
                "io.vertx..",
                "com.clickhouse..",
                "org.postgresql.."));
  }

  /** Nothing outside of the packages uses the library, and something inside does. */
  private static void onlyIn(String library, String... packages) {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.hindcast..")
            .and()
            .resideOutsideOfPackages(packages)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
    for (String each : packages) {
      ArchRule unused =
          noClasses()
              .that()
              .resideInAPackage(each)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(library);
      assertThat(unused.evaluate(Modules.classes()).hasViolation())
          .as("%s is used in %s: else this rule looks at nothing", library, each)
          .isTrue();
    }
  }

  private static void check(ArchRule rule) {
    rule.check(Modules.classes());
  }
}
