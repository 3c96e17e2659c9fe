package dev.interlock.cli;

import dev.interlock.inference.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --tenant} and what goes with it: who asks. */
final class AskedBy {
  @Option(names = "--tenant", description = "Tenant that asks; somebody anonymous if left out.")
  private Optional<String> tenant = Optional.empty();

  @Option(names = "--user", description = "User that asks.", defaultValue = "")
  private String user = "";

  @Option(names = "--group", description = "A group of theirs; may be repeated.")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--purpose", description = "What for.", defaultValue = "")
  private String purpose = "";

  /** Who asks; facts without a tenant end the command. */
  Caller caller() {
    boolean facts = !user.isEmpty() || !groups.isEmpty() || !purpose.isEmpty();
    if (tenant.isEmpty() && facts) {
      throw new Failure(2, "--tenant: missing (expected: beside --user, --group or --purpose)");
    }
    return tenant
        .filter(name -> !name.isEmpty())
        .<Caller>map(name -> new Caller.Known(name, user, groups, purpose))
        .orElse(Caller.anonymous());
  }
}
