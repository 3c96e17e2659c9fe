package dev.interlock.envoy;

import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.envoy.XdsFiles.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The folder that a running Envoy watches. What is new is written before what refers to it, and
 * what is gone is taken away after it: secrets, clusters, routes, listener, and back. Each step
 * waits until Envoy has taken the one before, if Envoy runs. One thread; it waits.
 */
public final class XdsFolder {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Into how many parts the patience is cut; after the first, a file is offered again. */
  private static final int PARTS = 5;

  /**
   * Envoy matches a request against the routes it had when the request's headers came. Until those
   * that came before are decided, a decision must not name what is new.
   */
  private static final Duration STRAGGLERS = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofMillis(20);

  private final Path folder;
  private final EnvoyAdmin admin;
  private final Duration patience;

  /**
   * The folder of an Envoy.
   *
   * @param settings whose {@code xds} is present
   */
  public XdsFolder(EnvoySettings settings) {
    this(settings, PATIENCE);
  }

  /**
   * @param patience with Envoy at each step
   */
  XdsFolder(EnvoySettings settings, Duration patience) {
    folder = settings.xds().orElseThrow();
    admin = new EnvoyAdmin(settings.admin());
    this.patience = patience;
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
   * @throws IOException if the folder cannot be written, or an Envoy runs that does not answer
   */
  public Optional<String> grow(List<EnvoyPart> inUse) throws IOException, InterruptedException {
    var files = new XdsFiles(inUse);
    // Before the first word is written: an Envoy that does not answer cannot be followed up.
    XdsStatistics.of(admin);
    List<File> newSecrets = offerSecrets(inUse);
    boolean learnt = false;
    for (File file : List.of(files.clusters(), files.routes(), files.listeners())) {
      if (file.name().equals(Xds.LISTENERS)) {
        // As late as may be: if Envoy refuses what comes before, nobody is turned away for it.
        writeKeys(inUse.getFirst());
      }
      switch (push(file)) {
        case Pushed.Refused(String why) -> {
          return Optional.of(why);
        }
        case Pushed.Taken _ -> learnt = true;
        case Pushed.NothingToDo _ -> {}
      }
    }
    Optional<String> unreadable = unreadable(newSecrets);
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
   * step of Envoy's. One that does not answer keeps what it has, and has refused nothing we know.
   */
  public Optional<String> refused() throws IOException {
    XdsStatistics now = XdsStatistics.ifAny(admin);
    for (String file : List.of(Xds.CLUSTERS, Xds.ROUTES, Xds.LISTENERS)) {
      Path path = folder.resolve(file);
      if (now.rejected(file) > 0 && Files.exists(path) && !now.has(file, XdsFiles.version(path))) {
        return Optional.of(refusal(path));
      }
    }
    return Optional.empty();
  }

  /**
   * The models of {@code part} for whose credential Envoy, if it runs, has found no value since it
   * was started, each with where it looks. What is sent to them ends in a 401 of Envoy's.
   */
  public List<String> withoutCredential(EnvoyPart part) {
    XdsStatistics now = XdsStatistics.ifAny(admin);
    var found = new ArrayList<String>();
    for (Model model : part.catalog().models()) {
      if (now.rejectedSecret(UpstreamFilters.secretName(model)) > 0) {
        model
            .upstream()
            .flatMap(Upstream::credential)
            .ifPresent(credential -> found.add("`" + model.id() + "`, " + place(credential)));
      }
    }
    return List.copyOf(found);
  }

  private static String place(Credential credential) {
    return switch (credential.source()) {
      case Credential.Source.Environment(String variable) -> "variable " + variable;
      case Credential.Source.File(String path) -> "file " + path;
    };
  }

  /**
   * Writes the secrets of {@code inUse}, and returns those that its first brings along: also one
   * that lies there since a try that failed.
   */
  private List<File> offerSecrets(List<EnvoyPart> inUse) throws IOException {
    List<EnvoyPart> others = inUse.subList(1, inUse.size());
    List<File> known = others.isEmpty() ? List.of() : new XdsFiles(others).secrets();
    var brought = new ArrayList<File>();
    for (File file : new XdsFiles(inUse).secrets()) {
      boolean written = replace(file);
      // At a start there is none to compare with, and what Envoy lacks since long fails nothing.
      if (others.isEmpty() ? written : !known.contains(file)) {
        brought.add(file);
      }
    }
    return brought;
  }

  /**
   * A credential that Envoy found no value for. It reads one when it first meets the name, which it
   * has by now, and would answer 401 in the model's stead from here on. It never reads it again:
   * offered once more, the same secret counts as taken, version and all, and has no value still. So
   * one refusal is enough; a secret does not change under its name.
   */
  private Optional<String> unreadable(List<File> secrets) throws IOException {
    if (secrets.isEmpty()) {
      return Optional.empty();
    }
    XdsStatistics now = XdsStatistics.of(admin);
    return secrets.stream()
        .filter(file -> now.rejected(file.name()) > 0)
        .findFirst()
        .map(this::noValue);
  }

  private String noValue(File secret) {
    return "Envoy found no value for the credential of "
        + folder.resolve(secret.name())
        + " (expected: the variable in Envoy's environment, or the file on its disk; its log says"
        + " more)";
  }

  /**
   * Takes away what {@code inUse} does not need, and gives the first its clients' keys back; as
   * {@link #grow} in all else.
   */
  public Optional<String> shrink(List<EnvoyPart> inUse) throws IOException, InterruptedException {
    Optional<String> noKeys = keysOf(inUse.getFirst());
    var files = new XdsFiles(inUse);
    List<File> inOrder = List.of(files.listeners(), files.routes(), files.clusters());
    Optional<String> unanswered = Optional.empty();
    try {
      for (File file : inOrder) {
        if (push(file) instanceof Pushed.Refused(String why)) {
          return Optional.of(why);
        }
      }
    } catch (IOException e) {
      // What is in use is what an Envoy must find that goes on, or is started in its place.
      for (File file : inOrder) {
        replace(file);
      }
      unanswered = Optional.of(String.valueOf(e.getMessage()));
    }
    deleteSecretsBut(files.secrets().stream().map(File::name).collect(Collectors.toSet()));
    return unanswered.or(() -> noKeys);
  }

  /** A configuration that came to nothing may have written its own; why they stay, if they do. */
  private static Optional<String> keysOf(EnvoyPart part) {
    try {
      writeKeys(part);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
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
    XdsStatistics before = XdsStatistics.of(admin);
    if (!replace(file)) {
      if (before.isEmpty() || before.has(file.name(), file.version())) {
        return new Pushed.NothingToDo();
      }
      // It lay there when Envoy refused or missed it: let it look again.
      put(file);
    }
    long began = System.nanoTime();
    boolean again = false;
    while (true) {
      XdsStatistics now = XdsStatistics.of(admin);
      if (now.isEmpty()) {
        return new Pushed.NothingToDo();
      }
      boolean taken = now.has(file.name(), file.version());
      if (taken && now.warming() == 0) {
        return new Pushed.Taken();
      }
      if (now.rejected(file.name()) > before.rejected(file.name())) {
        return new Pushed.Refused(refusal(folder.resolve(file.name())));
      }
      long waited = System.nanoTime() - began;
      if (waited > patience.toNanos()) {
        return new Pushed.Refused(notTaken(file, now.since(before, file.name())));
      }
      boolean failed = now.failed(file.name()) > before.failed(file.name());
      if (!taken && !again && (failed || waited > patience.toNanos() / PARTS)) {
        // Envoy could not read it, or has not heard that it came. After a pause, so that the file's
        // time tells the second offer from the first.
        Thread.sleep(POLL);
        put(file);
        again = true;
      }
      Thread.sleep(POLL);
    }
  }

  private String notTaken(File file, String known) {
    return "Envoy did not take %s within %d s, version %s: %s"
        .formatted(folder.resolve(file.name()), patience.toSeconds(), file.version(), known);
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

  /** Envoy hears of renames alone, and looks for none of the names that are given until then. */
  private void put(File file) throws IOException {
    Path target = folder.resolve(file.name());
    // Nobody else's: `interlock envoy --files` may write at the same time. With the rights that
    // every new file gets, as Envoy may be another user.
    Path next = folder.resolve("." + file.name() + "." + UUID.randomUUID() + ".next");
    try {
      Files.writeString(next, file.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(folder + ": cannot rename within it (expected: a local folder)", e);
    } finally {
      Files.deleteIfExists(next);
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

  private static String refusal(Path file) {
    return "Envoy refused " + file + "; its log says why";
  }
}
