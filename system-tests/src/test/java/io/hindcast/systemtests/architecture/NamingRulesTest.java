package io.hindcast.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules of style that a machine can check cheaply. */
class NamingRulesTest {
  private static final String VAGUE = ".*(Utils?|Manager|Helpers?|Impl|Base)";
  private static final Set<String> VAGUE_PACKAGES =
      Set.of("util", "utils", "model", "dto", "service", "impl", "common", "misc", "helper");

  @Test
  void noClassIsCalledByWhatItIsNot() {
    noClasses()
        .that()
        .resideInAPackage("io.hindcast..")
        .should()
        .haveNameMatching(VAGUE)
        .check(Modules.classes());
  }

  @Test
  void packagesAreNamedByFeature() {
    classes()
        .that()
        .resideInAPackage("io.hindcast..")
        .should()
        .resideOutsideOfPackages(
            VAGUE_PACKAGES.stream().map("io.hindcast..%s.."::formatted).toArray(String[]::new))
        .check(Modules.classes());
  }

  @Test
  void everyPackageSaysWhatItOwns() {
    Map<String, List<Source>> packages = Source.byPackage(Source.all());
    Map<String, String> silent = new TreeMap<>();
    packages.forEach((name, sources) -> {
      boolean described = sources.stream().anyMatch(Source::isDescription);
      if (!described) {
        silent.put(name, sources.getFirst().path().toString());
      }
    });

    assertThat(packages).hasSizeGreaterThan(40);
    assertThat(silent).as("packages without a package-info.java with @NullMarked").isEmpty();
  }

  @Test
  void everyPackageOfTheProductHasItsJavadoc() {
    List<Source> descriptions =
        Source.all().stream()
            .filter(source -> source.path().endsWith("package-info.java"))
            .filter(source -> source.path().toString().contains("src/main"))
            .toList();

    assertThat(descriptions).hasSizeGreaterThan(30);
    assertThat(descriptions.stream().filter(source -> !source.text().contains("/**")).toList())
        .extracting(Source::path)
        .isEmpty();
  }

  @Test
  void testsWaitForSignalsAndAreNeverSkipped() {
    Pattern banned =
        Pattern.compile(
            "Thread\\s*\\.\\s*sleep|TimeUnit\\.\\w+\\.sleep|LockSupport\\.park"
                + "|@Disabled|@RepeatedTest|Mockito");
    List<Source> tests =
        Source.all().stream()
            .filter(source -> source.path().toString().contains("src/test"))
            .filter(source -> !source.path().endsWith("NamingRulesTest.java"))
            .toList();

    assertThat(tests).hasSizeGreaterThan(50);
    assertThat(tests.stream().filter(source -> banned.matcher(source.code()).find()).toList())
        .extracting(Source::path)
        .isEmpty();
  }
}
