package dev.interlock.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.proto.decision.v1.AppliedRule;
import dev.interlock.proto.decision.v1.Caller;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Forward;
import dev.interlock.proto.decision.v1.Outcome;
import dev.interlock.proto.decision.v1.Reject;
import dev.interlock.proto.decision.v1.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
  private static final RequestHead HEAD =
      new RequestHead("POST", Api.CHAT.path(), Map.of("x-data-class", "open"));
  private static final Decision ALLOWED =
      Decision.newBuilder()
          .setRequest(Request.newBuilder().setVirtualModel("auto"))
          .setOutcome(Outcome.newBuilder().setForward(Forward.newBuilder().setModel("small")))
          .build();

  @TempDir private Path folder;

  @Test
  void a_prompt_is_kept_redacted_for_its_owner_alone() throws IOException {
    Path kept = folder.resolve("a/b");
    try (var samples = open(settings(kept, 100, List.of(), List.of()))) {
      samples.asked(ALLOWED, request("Write to ada@example.org"), HEAD);
      samples.asked(
          ALLOWED,
          request(new Turn(Role.SYSTEM, "Be brief.", 0), new Turn(Role.USER, "Hi", 0)),
          HEAD);
    }

    assertThat(lines(kept))
        .containsExactly(
            "{\"prompt\":\"Write to [EMAIL]\"}",
            "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}]}");
    assertThat(permissions(kept)).isEqualTo("rwx------");
    assertThat(files(kept))
        .singleElement()
        .satisfies(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
  }

  @Test
  void what_policy_restricts_is_kept_only_where_the_operator_says_so() throws IOException {
    Decision contract =
        with(
            decision ->
                decision.addRules(
                    AppliedRule.newBuilder().setName("contracts stay").addExcluded("frontier")));
    Decision doubtful =
        with(
            decision ->
                decision.addRules(
                    AppliedRule.newBuilder()
                        .setName("pii")
                        .setUnknown(true)
                        .addExcluded("frontier")));
    Decision harmless =
        with(
            decision ->
                decision.addRules(AppliedRule.newBuilder().setName("cheap").setUnknown(true)));

    assertThat(kept(List.of(), contract, doubtful, harmless)).hasSize(1);
    assertThat(kept(List.of("contracts stay"), contract, doubtful, harmless)).hasSize(2);
  }

  @Test
  void what_was_refused_named_or_marked_is_not_kept() throws IOException {
    Decision refused =
        with(
            decision ->
                decision.setOutcome(Outcome.newBuilder().setReject(Reject.getDefaultInstance())));
    Decision named = with(decision -> decision.setRequest(Request.getDefaultInstance()));

    assertThat(kept(List.of(), refused, named)).isEmpty();
    try (var samples = open(settings(folder.resolve("marked"), 100, List.of(), List.of()))) {
      samples.asked(
          ALLOWED,
          request("Hi"),
          new RequestHead("POST", Api.CHAT.path(), Map.of("x-data-class", "restricted")));
    }
    assertThat(files(folder.resolve("marked"))).isEmpty();
  }

  @Test
  void only_plain_text_of_ordinary_length_is_kept() throws IOException {
    try (var samples = open(settings(folder, 100, List.of(), List.of()))) {
      samples.asked(ALLOWED, request("x".repeat(40_000)), HEAD);
      samples.asked(ALLOWED, request(" "), HEAD);
      samples.asked(ALLOWED, request(List.of(user("Hi")), 1, Set.of(Modality.TEXT)), HEAD);
      samples.asked(
          ALLOWED, request(List.of(user("Hi")), 0, Set.of(Modality.TEXT, Modality.IMAGE)), HEAD);
      samples.asked(ALLOWED, request(user("Hi"), new Turn(Role.TOOL, "4", 1)), HEAD);
      samples.asked(ALLOWED, request(new Turn(Role.ASSISTANT, "", 1), user("And now?")), HEAD);
    }

    assertThat(files(folder)).isEmpty();
  }

  @Test
  void a_secret_is_counted_and_kept_nowhere() throws IOException {
    var samples = open(settings(folder, 100, List.of(), List.of()));
    samples.asked(ALLOWED, request("Why is password=Xk9-hunter-22Zq refused?"), HEAD);
    samples.asked(ALLOWED, request("Hi"), HEAD);
    samples.close();

    assertThat(lines(folder)).containsExactly("{\"prompt\":\"Hi\"}");
    assertThat(samples.withheld()).isEqualTo(1);
    assertThat(samples.kept()).isEqualTo(1);
    assertThat(samples.lost()).isZero();
  }

  @Test
  void each_tenant_has_its_share_and_others_none() throws IOException {
    Decision acme = of("acme");
    Decision globex = of("globex");
    try (var samples = open(settings(folder.resolve("capped"), 2, List.of(), List.of()))) {
      for (int i = 0; i < 5; i++) {
        samples.asked(acme, request("acme " + i), HEAD);
      }
      samples.asked(globex, request("globex"), HEAD);
    }
    try (var samples = open(settings(folder.resolve("one"), 100, List.of("acme"), List.of()))) {
      samples.asked(globex, request("globex"), HEAD);
      samples.asked(acme, request("acme"), HEAD);
    }

    assertThat(lines(folder.resolve("capped")))
        .containsExactly(
            "{\"prompt\":\"acme 0\"}", "{\"prompt\":\"acme 1\"}", "{\"prompt\":\"globex\"}");
    assertThat(lines(folder.resolve("one"))).containsExactly("{\"prompt\":\"acme\"}");
  }

  @Test
  void the_share_is_drawn() throws IOException {
    double[] draws = {0.005, 0.01, 0.5};
    int[] next = {0};
    try (var samples =
        Samples.open(
            new SampleSettings(Optional.of(folder), 0.01, 100, List.of(), List.of(), 1 << 20, 8),
            folder,
            _ -> false,
            () -> draws[next[0]++],
            InstantSource.system())) {
      for (int i = 0; i < draws.length; i++) {
        samples.asked(ALLOWED, request("prompt " + i), HEAD);
      }
    }

    assertThat(lines(folder)).containsExactly("{\"prompt\":\"prompt 0\"}");
  }

  @Test
  void the_oldest_files_go_and_what_is_not_ours_stays() throws IOException {
    Path foreign = Files.writeString(folder.resolve("notes.jsonl"), "mine");
    long bytes = 3L * "{\"prompt\":\"0\"}\n".length();
    try (var samples =
        open(new SampleSettings(Optional.of(folder), 1, 100, List.of(), List.of(), bytes, 2))) {
      for (int i = 0; i < 10; i++) {
        samples.asked(ALLOWED, request(Integer.toString(i)), HEAD);
      }
    }

    assertThat(foreign).hasContent("mine");
    assertThat(files(folder)).hasSize(2);
    assertThat(lines(folder))
        .containsExactly(
            "{\"prompt\":\"6\"}", "{\"prompt\":\"7\"}", "{\"prompt\":\"8\"}", "{\"prompt\":\"9\"}");
  }

  @Test
  void a_folder_that_cannot_be_written_to_is_said_at_the_start() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> open(settings(file.resolve("in"), 1, List.of(), List.of())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_folder_that_others_look_into_is_said_at_the_start() throws IOException {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Path _ = Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> open(settings(shared, 1, List.of(), List.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("open to other users");
  }

  @Test
  void after_a_write_that_failed_lines_are_whole() throws IOException {
    try (var files = new SampleFiles(folder, 1 << 20, 8, InstantSource.system())) {
      files.write("first\n".getBytes(UTF_8));
      // It closes the channel, so that this line fails.
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> files.write("lost\n".getBytes(UTF_8)))
          .isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();

      files.write("next\n".getBytes(UTF_8));
    }

    assertThat(lines(folder)).containsExactly("first", "next");
  }

  private List<String> kept(List<String> despite, Decision... decisions) throws IOException {
    Path to = Files.createTempDirectory(folder, "kept");
    try (var samples = open(settings(to, 100, List.of(), despite))) {
      for (Decision decision : decisions) {
        samples.asked(decision, request("Hi"), HEAD);
      }
    }
    return lines(to);
  }

  private static Samples open(SampleSettings settings) throws IOException {
    return Samples.open(
        settings,
        settings.folder().orElseThrow(),
        head -> head.header("x-data-class").equals("restricted"),
        () -> 0,
        InstantSource.system());
  }

  private static SampleSettings settings(
      Path folder, int perMinute, List<String> tenants, List<String> despite) {
    return new SampleSettings(Optional.of(folder), 1, perMinute, tenants, despite, 1 << 20, 8);
  }

  private static Decision with(UnaryOperator<Decision.Builder> change) {
    return change.apply(ALLOWED.toBuilder()).build();
  }

  private static Decision of(String tenant) {
    return with(decision -> decision.setCaller(Caller.newBuilder().setTenant(tenant)));
  }

  private static Turn user(String text) {
    return new Turn(Role.USER, text, 0);
  }

  private static InferenceRequest request(String prompt) {
    return request(user(prompt));
  }

  private static InferenceRequest request(Turn... turns) {
    return request(List.of(turns), 0, Set.of(Modality.TEXT));
  }

  private static InferenceRequest request(List<Turn> turns, int tools, Set<Modality> modalities) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        false,
        turns,
        tools,
        false,
        ResponseFormat.FREE,
        modalities,
        OptionalInt.empty(),
        0,
        BodyText.EMPTY);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith("samples-"))
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(Path folder) throws IOException {
    var lines = new ArrayList<String>();
    for (Path file : files(folder)) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
