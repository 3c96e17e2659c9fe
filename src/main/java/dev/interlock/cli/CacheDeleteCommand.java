package dev.interlock.cli;

import dev.interlock.admin.CacheApi;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock cache delete}: lets go of kept answers. */
@Command(
    name = "delete",
    description = "Let go of kept answers: those that have everything that is stated.",
    mixinStandardHelpOptions = true)
final class CacheDeleteCommand implements Callable<Integer> {
  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private CacheSelection selection = new CacheSelection();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only say how many that would be.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (selection.isEmpty() != all) {
      throw new Failure(2, "--all: expected: either that, or what to delete (--entry, --tag, ...)");
    }
    Map<String, String> more = new HashMap<>();
    if (all) {
      more.put("all", "true");
    }
    if (dryRun) {
      more.put("dry_run", "true");
    }
    try (AdminClient client = admin.client()) {
      System.out.print(
          CacheText.deleted(client.ask("DELETE", CacheApi.PATH + "?" + selection.query(more))));
    }
    return 0;
  }
}
