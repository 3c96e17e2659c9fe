package dev.interlock.cli;

import dev.interlock.bootstrap.ValidationReport;
import dev.interlock.setup.Findings;
import dev.interlock.setup.LiteLlmFile;
import dev.interlock.setup.LocalServers;
import dev.interlock.setup.Providers;
import dev.interlock.setup.StarterFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock init}: the first configuration, from what is here already. */
@Command(
    name = "init",
    description = {
      "Write a first interlock.yaml from what is here: provider keys in the environment, a local"
          + " Ollama or vLLM, or the model_list of a LiteLLM file.",
      "Keys stay where they are: the file only says where Envoy finds them."
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "interlock.yaml",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("interlock.yaml");

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Take over the model_list of this LiteLLM file, and look at nothing else.")
  private Optional<Path> liteLlm = Optional.empty();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Ask this server for its models, as Ollama or in OpenAI's dialect; may be repeated"
              + " (default: 127.0.0.1 on 11434 and 8000).")
  private List<URI> servers = LocalServers.USUAL;

  @Option(names = "--force", description = "Write over a file that is there already.")
  private boolean force;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!force && Files.exists(output)) {
      throw new Failure(1, output + ": is there already (--force writes over it)");
    }
    Providers providers = Providers.shipped();
    Findings findings = find(providers);
    if (!findings.canRoute()) {
      findings.notes().forEach(note -> System.err.println("interlock: " + note));
      throw new Failure(
          1,
          liteLlm.isPresent()
              ? liteLlm.get() + ": nothing in its model_list can be routed to"
              : nothing(providers));
    }
    write(
        StarterFile.render(
            findings, LocalDate.now(ZoneId.systemDefault()), StarterFile.unusualCaFile()));
    findings.sources().forEach(source -> System.out.println("found   " + source));
    findings.notes().forEach(note -> System.out.println("note    " + note));
    var report = ValidationReport.of(output.toString(), new ConfigurationOption(output).read());
    report.lines().forEach(line -> System.out.println((report.valid() ? "wrote   " : "") + line));
    System.out.println(
        report.valid()
            ? "next    interlock run -c " + output
            : "wrote   " + output + ", which needs the above mended first");
    return report.valid() ? 0 : 2;
  }

  private Findings find(Providers providers) throws IOException, InterruptedException {
    if (liteLlm.isPresent()) {
      try {
        return LiteLlmFile.read(
            liteLlm.get().toString(), Files.readString(liteLlm.get()), providers);
      } catch (IllegalArgumentException e) {
        throw new Failure(2, String.valueOf(e.getMessage()));
      }
    }
    try (var local = new LocalServers()) {
      Findings here =
          servers.equals(LocalServers.USUAL) ? local.find(servers) : local.findNamed(servers);
      return here.and(providers.in(System.getenv()));
    } catch (IllegalArgumentException e) {
      throw new Failure(2, String.valueOf(e.getMessage()));
    }
  }

  private void write(String text) throws IOException {
    try {
      if (force) {
        Files.writeString(output, text);
      } else {
        Files.writeString(output, text, StandardOpenOption.CREATE_NEW);
      }
    } catch (FileAlreadyExistsException _) {
      throw new Failure(1, output + ": is there already (--force writes over it)");
    }
  }

  private String nothing(Providers providers) {
    String asked = servers.stream().map(URI::toString).collect(Collectors.joining(", "));
    return "nothing to route to: no key in "
        + String.join(", ", providers.variables())
        + ", no models at "
        + asked
        + " (or: --server URL, --from litellm.yaml; `interlock demo` needs none of them)";
  }
}
