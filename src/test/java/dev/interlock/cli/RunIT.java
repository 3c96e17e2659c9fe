package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.SignalFamilies;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.EnvoyLaunch;
import dev.interlock.envoy.EnvoyProcess;
import dev.interlock.envoy.FreePorts;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetFile;
import dev.interlock.simulator.FleetSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} and {@code run} as a newcomer types them, a simulated server in vLLM's place. */
class RunIT {
  private static final Path HOME =
      Path.of(System.getProperty("interlock.home", "target/dist")).toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The end of what is said once both run: with it, all of it has been written. */
  private static final String LAST_WORDS = "Ctrl-C stops both.";

  @TempDir Path directory;

  private final List<Process> started = new ArrayList<>();
  private FleetSimulator fleet;
  private Path configuration;
  private int clients;

  @BeforeEach
  void serveAModel() throws IOException {
    Fleet local =
        FleetFile.parse(
            "models: [{id: local, port: 0, names: [qwen2.5-7b-instruct], apis: [chat]}]");
    fleet = FleetSimulator.start(local.instant());
    configuration = directory.resolve("interlock.yaml");
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    fleet.close();
  }

  @Test
  void from_nothing_to_a_routed_answer() throws IOException, InterruptedException {
    init();
    Process run = run();
    String said = said(run, LAST_WORDS);

    assertThat(said).contains("http://127.0.0.1:" + clients + "/v1", "curl -si", "auto");
    HttpResponse<String> answer = ask();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-interlock-model")).hasValue("qwen2.5-7b-instruct");
    assertThat(answer.headers().firstValue("x-interlock-decision")).isPresent();

    List<ProcessHandle> both = run.descendants().toList();
    run.destroy();

    assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(said(run, "Stopped both.")).doesNotContain("stopping the other one");
    assertThat(both).hasSizeGreaterThanOrEqualTo(2).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void if_envoy_dies_the_sidecar_is_stopped() throws IOException, InterruptedException {
    assertThat(saidWhenKilled(command -> command.contains("envoy")))
        .contains("interlock: Envoy ended with status 137, stopping the other one (logs: ");
  }

  @Test
  void if_the_sidecar_dies_envoy_is_stopped() throws IOException, InterruptedException {
    assertThat(saidWhenKilled(command -> !command.contains("envoy")))
        .contains("interlock: the sidecar ended with status 137, stopping the other one (logs: ");
  }

  @Test
  void what_is_missing_is_said_before_anything_starts() throws IOException, InterruptedException {
    init();
    String text = Files.readString(configuration);
    Files.writeString(
        configuration,
        text.replaceFirst("    apis:", "    credential: {env: NOT_SET_ANYWHERE}\n    apis:"));
    try (var taken = new ServerSocket(clients, 1, InetAddress.getLoopbackAddress())) {
      Process run = run();

      assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isOne();
      assertThat(said(run, "NOT_SET_ANYWHERE: not set"))
          .contains("envoy.listen: 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void an_existing_file_is_not_written_over() throws IOException, InterruptedException {
    init();
    String before = Files.readString(configuration);
    Process again = interlock("again.log", "init", "-o", configuration.toString());

    assertThat(again.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(again.exitValue()).isOne();
    assertThat(Files.readString(configuration)).isEqualTo(before);
    assertThat(Files.readString(directory.resolve("again.log"))).contains("is there already");
  }

  @Test
  void every_envoy_accepts_what_all_keys_together_give() throws IOException, InterruptedException {
    Map<String, String> keys =
        Stream.of("OPENAI", "ANTHROPIC", "GEMINI", "MISTRAL", "GROQ", "TOGETHER", "DEEPSEEK", "XAI")
            .collect(Collectors.toMap(name -> name + "_API_KEY", _ -> "test-key"));
    var builder =
        builder(
            "keys.log", "init", "-o", configuration.toString(), "--server", "http://127.0.0.1:1");
    builder.environment().putAll(keys);
    Process init = builder.start();
    assertThat(init.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(init.exitValue()).isZero();

    var loader = new ConfigurationLoader(_ -> null, LocalDate::now, SignalFamilies.specs());
    var loaded = ((Loaded.Valid) loader.load(configuration, 1)).configuration();
    assertThat(loaded.catalog().models()).hasSizeGreaterThan(15);
    for (EnvoyBinary binary : EnvoyFixture.matrix()) {
      Path folder = Files.createDirectories(directory.resolve("envoy-" + binary.version()));
      var launch = EnvoyLaunch.of(loaded.envoy(), loaded.catalog(), folder, keys);

      assertThat(EnvoyProcess.validate(binary, launch)).as("Envoy " + binary.version()).isEmpty();
    }
  }

  /** Kills the child whose command {@code matches}, and returns what is said then. */
  private String saidWhenKilled(Predicate<String> matches)
      throws IOException, InterruptedException {
    init();
    Process run = run();
    String _ = said(run, LAST_WORDS);
    List<ProcessHandle> both = run.children().toList();
    assertThat(both).hasSize(2);
    both.stream()
        .filter(child -> matches.test(child.info().command().orElse("")))
        .forEach(ProcessHandle::destroyForcibly);

    assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isOne();
    assertThat(both).noneMatch(ProcessHandle::isAlive);
    return Files.readString(directory.resolve("run.log"));
  }

  private void init() throws IOException, InterruptedException {
    String server = fleet.server("local").url();
    Process init =
        interlock("init.log", "init", "-o", configuration.toString(), "--server", server);
    assertThat(init.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(init.exitValue()).as(Files.readString(directory.resolve("init.log"))).isZero();
    clients = FreePorts.next();
    Files.writeString(
        configuration,
        Files.readString(configuration)
            + """
            listen: unix:%s/interlock.sock
            health: {listen: "127.0.0.1:%d"}
            admin: {listen: "127.0.0.1:%d"}
            envoy: {listen: "127.0.0.1:%d", admin: "127.0.0.1:0", concurrency: 1}
            deadline: 10s
            """
                .formatted(directory, FreePorts.next(), FreePorts.next(), clients));
  }

  private Process run() throws IOException {
    return interlock(
        "run.log",
        "run",
        "-c",
        configuration.toString(),
        "--logs",
        directory.resolve("logs").toString());
  }

  private String said(Process process, String awaited) throws IOException, InterruptedException {
    Path log = directory.resolve("run.log");
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += 50) {
      boolean last = !process.isAlive();
      String said = Files.readString(log);
      if (said.contains(awaited)) {
        return said;
      }
      if (last) {
        throw new AssertionError("ended without saying `" + awaited + "`: " + said);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not said in time: " + awaited);
  }

  private HttpResponse<String> ask() throws IOException, InterruptedException {
    String body =
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"Say hello.\"}]}";
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + clients + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private Process interlock(String log, String... arguments) throws IOException {
    Process process = builder(log, arguments).start();
    started.add(process);
    return process;
  }

  private ProcessBuilder builder(String log, String... arguments) {
    var command = new ArrayList<>(List.of(HOME.resolve("bin/interlock").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(directory.resolve(log).toFile());
    // Nothing here lives long enough to earn back the better compiler.
    builder.environment().put("INTERLOCK_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    if (EnvoyFixture.newest() instanceof EnvoyBinary.Local local) {
      builder.environment().put("ENVOY_BIN", local.path().toString());
    }
    return builder;
  }
}
