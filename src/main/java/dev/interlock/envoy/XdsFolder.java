package dev.interlock.envoy;

import dev.interlock.envoy.XdsFiles.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folder that a running Envoy watches. What is new is written before what refers to it, and
 * what is gone is taken away after it: secrets, clusters, routes, listener, and back. Each step
 * waits until Envoy has taken the one before, if Envoy runs. One thread; it waits.
 */
public final class XdsFolder {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Envoy matches a request against the routes it had when the request's headers came. Until those
   * that came before are decided, a decision must not name what is new.
   */
  private static final Duration STRAGGLERS = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofMillis(20);
  private static final String WARMING = "cluster_manager.warming_clusters";
  private static final String VERSION = ".version_text";
  private static final String REJECTED = ".update_rejected";

  /** Of each file, the beginning of the names of its statistics. */
  private static final Map<String, String> STATISTICS =
      Map.of(
          Xds.CLUSTERS, "cluster_manager.cds",
          Xds.ROUTES, "http.llm.rds." + ClientListener.ROUTES,
          Xds.LISTENERS, "listener_manager.lds");

  private final Path folder;
  private final EnvoyAdmin admin;

  /**
   * The folder of an Envoy.
   *
   * @param settings whose {@code xds} is present
   */
  public XdsFolder(EnvoySettings settings) {
    folder = settings.xds().orElseThrow();
    admin = new EnvoyAdmin(settings.admin());
  }

  /** Writes everything that an Envoy needs that starts with {@code part}. */
  public void write(EnvoyPart part) throws IOException {
    var files = new XdsFiles(List.of(part));
    for (File file : files.secrets()) {
      replace(file);
    }
    writeKeys(part);
    replace(files.clusters());
    replace(files.routes());
    replace(files.listeners());
  }

  /**
   * Lets Envoy learn what {@code inUse} needs; takes nothing away.
   *
   * @param inUse not empty; the first comes into force next
   * @return what Envoy has against it; empty: it has taken everything, or does not run
   */
  public Optional<String> grow(List<EnvoyPart> inUse) throws IOException, InterruptedException {
    var files = new XdsFiles(inUse);
    Map<String, String> before = stats();
    var newSecrets = new ArrayList<File>();
    for (File file : files.secrets()) {
      if (replace(file)) {
        newSecrets.add(file);
      }
    }
    writeKeys(inUse.getFirst());
    boolean learnt = false;
    for (File file : List.of(files.clusters(), files.routes(), files.listeners())) {
      switch (push(file)) {
        case Pushed.Refused(String why) -> {
          return Optional.of(why);
        }
        case Pushed.Taken _ -> learnt = true;
        case Pushed.NothingToDo _ -> {}
      }
    }
    Optional<String> unreadable = unreadable(newSecrets, before);
    if (unreadable.isPresent()) {
      return unreadable;
    }
    if (learnt) {
      Thread.sleep(STRAGGLERS);
    }
    return Optional.empty();
  }

  /**
   * What Envoy, if it runs, has refused of what lies in the folder; empty: nothing. Waits for no
   * step of Envoy's.
   */
  public Optional<String> refused() throws IOException {
    Map<String, String> now = stats();
    for (var file : STATISTICS.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (number(now, file.getValue() + REJECTED) > 0
          && Files.exists(path)
          && !XdsFiles.version(path).equals(now.get(file.getValue() + VERSION))) {
        return Optional.of(refusal(path));
      }
    }
    return Optional.empty();
  }

  /**
   * A credential that Envoy found no value for. It reads one when it first meets the name, which it
   * has by now, and would answer 401 in the model's stead from here on.
   */
  private Optional<String> unreadable(List<File> secrets, Map<String, String> before) {
    Map<String, String> now = secrets.isEmpty() ? Map.of() : stats();
    return secrets.stream()
        .filter(
            file -> {
              String rejected = "sds." + Xds.secret(file.name()) + REJECTED;
              return number(now, rejected) > number(before, rejected);
            })
        .findFirst()
        .map(
            file ->
                "Envoy found no value for the credential of "
                    + folder.resolve(file.name())
                    + " (expected: the variable in Envoy's environment, or the file on its disk;"
                    + " its log says more)");
  }

  /** Takes away what {@code inUse} does not need; as {@link #grow} in all else. */
  public Optional<String> shrink(List<EnvoyPart> inUse) throws IOException, InterruptedException {
    var files = new XdsFiles(inUse);
    for (File file : List.of(files.listeners(), files.routes(), files.clusters())) {
      if (push(file) instanceof Pushed.Refused(String why)) {
        return Optional.of(why);
      }
    }
    deleteSecretsBut(files.secrets().stream().map(File::name).collect(Collectors.toSet()));
    return Optional.empty();
  }

  /** Before the listener that reads them; they say the same to every configuration in use. */
  private static void writeKeys(EnvoyPart part) throws IOException {
    Optional<ApiKeysFile> keys = ApiKeysFile.of(part.settings());
    if (keys.isPresent()) {
      keys.get().write(keys.get().path(), System::getenv);
    }
  }

  /** What came of a step. */
  private sealed interface Pushed {
    /** Envoy has it. */
    record Taken() implements Pushed {}

    /** It was there already, or no Envoy runs that could be behind: one that starts reads it. */
    record NothingToDo() implements Pushed {}

    /** Envoy does not have it. */
    record Refused(String why) implements Pushed {}
  }

  private Pushed push(File file) throws IOException, InterruptedException {
    String statistics = STATISTICS.get(file.name());
    Map<String, String> before = stats();
    long rejected = number(before, statistics + REJECTED);
    if (!replace(file)) {
      if (before.isEmpty() || file.version().equals(before.get(statistics + VERSION))) {
        return new Pushed.NothingToDo();
      }
      // It lay there when Envoy refused or missed it: let it look again.
      put(file);
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Map<String, String> now = stats();
      if (now.isEmpty()) {
        return new Pushed.NothingToDo();
      }
      boolean taken = file.version().equals(now.get(statistics + VERSION));
      if (taken && number(now, WARMING) == 0) {
        return new Pushed.Taken();
      }
      if (number(now, statistics + REJECTED) > rejected) {
        return new Pushed.Refused(refusal(folder.resolve(file.name())));
      }
      if (System.nanoTime() > deadline) {
        return new Pushed.Refused(
            "Envoy did not take %s within %d s"
                .formatted(folder.resolve(file.name()), PATIENCE.toSeconds()));
      }
      Thread.sleep(POLL);
    }
  }

  /** Replaces the file by one rename, if it says something else; whether it did. */
  private boolean replace(File file) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(file.name());
    if (Files.exists(target) && Files.readString(target).equals(file.text())) {
      return false;
    }
    put(file);
    return true;
  }

  private void put(File file) throws IOException {
    Path target = folder.resolve(file.name());
    Path next = folder.resolve("." + file.name() + ".next");
    Files.writeString(next, file.text());
    try {
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(folder + ": cannot rename within it (expected: a local folder)", e);
    }
  }

  private void deleteSecretsBut(Set<String> wanted) throws IOException {
    var unwanted = new ArrayList<Path>();
    try (DirectoryStream<Path> secrets = Files.newDirectoryStream(folder, "sds-*.yaml")) {
      secrets.forEach(unwanted::add);
    }
    unwanted.removeIf(file -> wanted.contains(String.valueOf(file.getFileName())));
    for (Path file : unwanted) {
      Files.deleteIfExists(file);
    }
  }

  /** What Envoy says about what it has taken; empty: it does not run. */
  private Map<String, String> stats() {
    var stats = new HashMap<String, String>();
    admin
        .get("/stats?filter=(version_text%7Cupdate_rejected%7Cwarming_clusters)$")
        .ifPresent(
            text ->
                text.lines()
                    .map(line -> line.split(": ", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> stats.put(pair[0], pair[1].replace("\"", ""))));
    return stats;
  }

  private static String refusal(Path file) {
    return "Envoy refused " + file + "; its log says why";
  }

  private static long number(Map<String, String> stats, String name) {
    return Long.parseLong(stats.getOrDefault(name, "0"));
  }
}
