package dev.interlock.cli;

import dev.interlock.config.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a running sidecar's admin interface is, and what it wants to be shown. */
final class AdminOption {
  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = "The sidecar's admin interface (default: ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1:9902")
  private String admin = "127.0.0.1:9902";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "What `admin.token` says, where it is set.")
  private Optional<Path> tokenFile = Optional.empty();

  AdminClient client() throws IOException {
    if (!(Address.parse(admin).orElse(null) instanceof Address.Tcp)) {
      throw new Failure(2, "--admin: " + admin + " (expected: HOST:PORT, as `admin.listen`)");
    }
    Optional<String> token = Optional.empty();
    if (tokenFile.isPresent()) {
      token = Optional.of(Files.readString(tokenFile.get()).strip());
    }
    return new AdminClient(URI.create("http://" + admin), token);
  }
}
