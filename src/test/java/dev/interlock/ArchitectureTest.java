package dev.interlock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The import rules: what each package may know. People argue about this file in review. */
@AnalyzeClasses(packages = "dev.interlock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "dev.interlock.";

  /**
   * Top-level package → the top-level packages of ours it may import. Absent packages may import
   * nothing of ours.
   */
  private static final Map<String, Set<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("inference", Set.of()),
              Map.entry("concurrent", Set.of()),
              Map.entry("digest", Set.of()),
              Map.entry("telemetry", Set.of("config")),
              Map.entry("config", Set.of("digest")),
              Map.entry("catalog", Set.of("inference", "config", "digest")),
              Map.entry("caller", Set.of("inference", "catalog", "config")),
              Map.entry("failover", Set.of("inference", "catalog", "config")),
              Map.entry("conversation", Set.of("inference", "config", "digest")),
              Map.entry("memory", Set.of("config")),
              Map.entry("reuse", Set.of("concurrent", "config", "digest", "embedding")),
              Map.entry("dialect", Set.of("inference")),
              Map.entry("cache", Set.of("inference", "dialect", "signal", "catalog", "config")),
              Map.entry(
                  "sharedcache",
                  Set.of(
                      "config",
                      "inference",
                      "dialect",
                      "signal",
                      "cache",
                      "catalog",
                      "telemetry",
                      "proto")),
              Map.entry(
                  "embedding", Set.of("inference", "concurrent", "config", "digest", "telemetry")),
              Map.entry("head", Set.of("concurrent", "digest", "embedding")),
              Map.entry(
                  "equivalence",
                  Set.of("inference", "concurrent", "config", "digest", "embedding", "head")),
              Map.entry(
                  "semantic",
                  Set.of(
                      "cache", "catalog", "dialect", "embedding", "equivalence", "proto", "reuse")),
              Map.entry("outcome", Set.of("digest")),
              Map.entry("predictor", Set.of("concurrent", "digest", "embedding", "outcome")),
              Map.entry(
                  "signal",
                  Set.of(
                      "inference",
                      "concurrent",
                      "embedding",
                      "head",
                      "catalog",
                      "config",
                      "telemetry")),
              Map.entry("policy", Set.of("inference", "signal", "catalog", "config")),
              Map.entry(
                  "selection", Set.of("inference", "signal", "catalog", "config", "telemetry")),
              Map.entry(
                  "routing",
                  Set.of(
                      "inference",
                      "concurrent",
                      "embedding",
                      "equivalence",
                      "reuse",
                      "semantic",
                      "signal",
                      "cache",
                      "catalog",
                      "policy",
                      "predictor",
                      "selection",
                      "failover",
                      "conversation",
                      "memory",
                      "config",
                      "telemetry",
                      "proto")),
              Map.entry(
                  "exchange",
                  Set.of(
                      "inference",
                      "cache",
                      "catalog",
                      "failover",
                      "conversation",
                      "memory",
                      "telemetry",
                      "proto")),
              Map.entry("rollout", Set.of("inference", "catalog", "policy", "config")),
              Map.entry(
                  "extproc",
                  Set.of(
                      "inference",
                      "concurrent",
                      "dialect",
                      "cache",
                      "routing",
                      "rollout",
                      "caller",
                      "catalog",
                      "failover",
                      "exchange",
                      "telemetry",
                      "proto")),
              Map.entry(
                  "envoy",
                  Set.of(
                      "inference", "dialect", "caller", "catalog", "failover", "config", "digest")),
              Map.entry("server", Set.of("extproc", "concurrent", "config", "telemetry")),
              Map.entry(
                  "admin",
                  Set.of(
                      "inference",
                      "concurrent",
                      "reuse",
                      "semantic",
                      "dialect",
                      "cache",
                      "catalog",
                      "routing",
                      "exchange",
                      "memory",
                      "config",
                      "server",
                      "telemetry",
                      "proto")),
              Map.entry("setup", Set.of("inference", "config")),
              Map.entry(
                  "journal",
                  Set.of("inference", "catalog", "config", "exchange", "memory", "proto")),
              Map.entry(
                  "collect",
                  Set.of("inference", "concurrent", "dialect", "catalog", "digest", "outcome")),
              Map.entry("sample", Set.of("inference", "signal", "config", "exchange", "proto")),
              Map.entry("simulator", Set.of("inference", "dialect", "config", "digest")),
              Map.entry("proto", Set.of())));

  /** Join everything: the composition root, commands and offline tools. */
  private static final Set<String> JOINERS =
      Set.of("bootstrap", "cli", "demo", "eval", "bench", "regression", "");

  @ArchTest
  static final ArchRule packages_import_only_what_the_table_allows =
      classes()
          .should(importOnlyWhatTheTableAllows())
          .because("data flows one way, and a stranger must find the room for a line of code");

  @ArchTest
  static final ArchRule no_cycles = slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule wire_protocols_stay_at_the_edge =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              BASE + "extproc..",
              BASE + "server..",
              BASE + "bench..",
              BASE + "bootstrap..",
              BASE + "proto..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.envoyproxy..", "io.grpc..")
          .because("Envoy's messages are translated once, in extproc");

  @ArchTest
  static final ArchRule tensors_stay_in_their_leaf =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "embedding.djl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..")
          .because("the rest of the code must run without the native library");

  @ArchTest
  static final ArchRule expressions_stay_in_policy =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.cel..");

  @ArchTest
  static final ArchRule the_shared_store_stays_in_its_leaf =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "sharedcache..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.lettuce..", "reactor..")
          .because("the cache must work the same where nothing is shared");

  @ArchTest
  static final ArchRule policy_and_selection_are_pure =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "policy..", BASE + "selection..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.concurrent..",
              "java.nio.file..",
              "java.io..",
              "java.util.random..",
              "org.slf4j..")
          .because("the same request with the same inputs gives the same decision");

  @ArchTest
  static final ArchRule no_junk_drawers =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl)")
          .orShould()
          .haveNameMatching(BASE + ".*\\.Abstract.*");

  @ArchTest
  static final ArchRule classes_are_closed =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areTopLevelClasses()
          .and()
          .resideOutsideOfPackage(BASE + "proto..")
          .should(beFinalOrSealed());

  private static ArchCondition<JavaClass> importOnlyWhatTheTableAllows() {
    return new ArchCondition<>("import only what the table allows") {
      @Override
      public void check(JavaClass source, ConditionEvents events) {
        String from = room(source);
        if (JOINERS.contains(from)) {
          return;
        }
        for (var dependency : source.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (!target.getPackageName().startsWith("dev.interlock")) {
            continue;
          }
          String to = room(target);
          if (!to.equals(from) && !ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
            events.add(
                SimpleConditionEvent.violated(
                    source, from + " may not import " + to + ": " + dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beFinalOrSealed() {
    return new ArchCondition<>("be final, records, enums or sealed") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getModifiers().contains(JavaModifier.FINAL)
            && !type.isEnum()
            && !type.reflect().isSealed()) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " is open: make it final, a record, an enum or sealed"));
        }
      }
    };
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals("dev.interlock")) {
      return "";
    }
    String rest = name.substring(BASE.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
