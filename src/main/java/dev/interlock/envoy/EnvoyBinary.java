package dev.interlock.envoy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An Envoy that can be run here. */
public sealed interface EnvoyBinary {
  EnvoyVersion version();

  /**
   * The command line to which Envoy's own arguments are added.
   *
   * @param mounts files and directories Envoy must see
   * @param environment names of variables Envoy must see
   */
  List<String> command(Set<Path> mounts, Set<String> environment);

  /** An executable on this machine. */
  record Local(Path path, EnvoyVersion version) implements EnvoyBinary {
    @Override
    public List<String> command(Set<Path> mounts, Set<String> environment) {
      return List.of(path.toString());
    }
  }

  /** The official image, on the host's network. */
  record Container(EnvoyVersion version) implements EnvoyBinary {
    @Override
    public List<String> command(Set<Path> mounts, Set<String> environment) {
      var command = new ArrayList<>(List.of("docker", "run", "--rm", "--init", "--network=host"));
      mounts.stream().sorted().forEach(m -> command.add("--volume=" + m + ":" + m));
      environment.stream().sorted().forEach(name -> command.add("--env=" + name));
      command.addAll(List.of("--entrypoint=envoy", "envoyproxy/envoy:v" + version));
      return List.copyOf(command);
    }
  }

  /** What a search came to. */
  sealed interface Search {
    /** This one. */
    record Found(EnvoyBinary binary) implements Search {}

    /** None; {@code line} says in one line what to do about it. */
    record Missing(String line) implements Search {}
  }

  /**
   * The first of: {@code ENVOY_BIN}, what {@code scripts/envoy} left in {@code project}, the {@code
   * PATH}, Docker. A binary that is named but cannot be used is not passed over.
   *
   * @param environment of this process
   * @param project where {@code .venv} is
   */
  static Search find(Map<String, String> environment, Path project) {
    String named = environment.getOrDefault("ENVOY_BIN", "");
    if (!named.isEmpty()) {
      return use("ENVOY_BIN", Path.of(named));
    }
    Optional<Path> fetched = fetched(project.resolve(".venv"));
    if (fetched.isPresent()) {
      return use("Envoy", fetched.get());
    }
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, "envoy");
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return use("Envoy", candidate);
      }
    }
    if (output(List.of("docker", "info")).isPresent()) {
      return new Search.Found(new Container(EnvoyVersion.NEWEST));
    }
    return new Search.Missing(
        "Envoy: not found (expected: ENVOY_BIN, .venv, envoy on the PATH, or Docker;"
            + " scripts/envoy fetches it)");
  }

  private static Search use(String name, Path path) {
    Optional<EnvoyVersion> version =
        Files.isExecutable(path)
            ? output(List.of(path.toString(), "--version")).flatMap(EnvoyVersion::parse)
            : Optional.empty();
    if (version.isEmpty()) {
      return new Search.Missing(name + ": " + path + " (expected: an Envoy binary)");
    }
    if (!version.get().isSupported()) {
      return new Search.Missing(
          name
              + ": "
              + path
              + " is "
              + version.get()
              + " (expected: "
              + EnvoyVersion.OLDEST
              + " or newer; scripts/envoy fetches one)");
    }
    return new Search.Found(new Local(path.toAbsolutePath(), version.get()));
  }

  private static Optional<Path> fetched(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("envoy-"))
          .map(entry -> entry.resolve("envoy"))
          .filter(Files::isExecutable)
          .max(Comparator.comparing(EnvoyBinary::versionInPath));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static EnvoyVersion versionInPath(Path binary) {
    String folder = String.valueOf(binary.getName(binary.getNameCount() - 2));
    return EnvoyVersion.parse(folder.substring("envoy-".length()))
        .orElse(new EnvoyVersion(0, 0, 0));
  }

  /** What {@code command} prints, or empty if it fails or takes unreasonably long. */
  private static Optional<String> output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdout = process.inputReader()) {
        process.getOutputStream().close();
        String text = String.join("\n", stdout.readAllLines());
        boolean done = process.waitFor(10, TimeUnit.SECONDS);
        return done && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
