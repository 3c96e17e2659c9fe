package dev.interlock.cli;

import dev.interlock.admin.CacheApi;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock cache list}: which answers are kept. */
@Command(
    name = "list",
    description = "Print which answers are kept, the youngest first; never what they say.",
    mixinStandardHelpOptions = true)
final class CacheListCommand implements Callable<Integer> {
  /** As many as the admin interface lists. */
  private static final int MOST = 200;

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private CacheSelection selection = new CacheSelection();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most (default: ${DEFAULT-VALUE}, which is the most).",
      defaultValue = "200")
  private int limit = MOST;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String query = selection.query(Map.of("limit", Integer.toString(limit)));
    try (AdminClient client = admin.client()) {
      System.out.print(
          CacheText.of(
              client.ask("GET", CacheApi.PATH + "?" + query), InstantSource.system().millis()));
    }
    return 0;
  }
}
