package io.hindcast.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Time, ids and chance come into the core with the event. */
class PureCoreTest {
  private static final Set<String> BANNED_CALLS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Year.now",
          "java.time.ZoneId.systemDefault",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.InstantSource.system",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault");

  @Test
  void coreHasNoThreadsAndNoChance() {
    noClasses()
        .that()
        .resideInAPackage(Modules.CORE)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Thread.class,
            Runtime.class,
            ProcessBuilder.class,
            java.util.Random.class,
            java.util.random.RandomGenerator.class,
            java.security.SecureRandom.class,
            java.util.Timer.class)
        .check(Modules.classes());
    noClasses()
        .that()
        .resideInAPackage(Modules.CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent", "java.util.logging..")
        .check(Modules.classes());
  }

  @Test
  void coreDoesNotAskForTimeIdsOrSurroundings() {
    List<JavaClass> core =
        Modules.classes().stream()
            .filter(type -> type.getPackageName().startsWith("io.hindcast.core"))
            .toList();
    Set<String> calls =
        core.stream()
            .flatMap(type -> type.getAccessesFromSelf().stream())
            .map(PureCoreTest::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(calls).hasSizeGreaterThan(500).doesNotContainAnyElementsOf(BANNED_CALLS);
  }

  private static String name(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    return target.getOwner().getFullName() + "." + target.getName();
  }
}
