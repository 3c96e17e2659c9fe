package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Filling;
import dev.interlock.inference.RequestError;
import dev.interlock.reuse.Choice;
import dev.interlock.selection.Loss;
import dev.interlock.semantic.Bypass;
import dev.interlock.sharedcache.StoreResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/reasons.md} lists every code with its meaning, in the order of the code.
 */
class ReasonReferenceTest {
  private static final Pattern CODE = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

  @Test
  void listsEveryCodeInOrder() throws IOException {
    List<String> documented = CODE.matcher(page()).results().map(match -> match.group(1)).toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Stream.of(
                    Arrays.stream(ReasonCode.values()).map(ReasonCode::code),
                    Arrays.stream(RequestError.Kind.values()).map(RequestError.Kind::code),
                    Arrays.stream(Loss.Code.values()).map(Loss.Code::id),
                    Arrays.stream(ConversationCode.values()).map(ConversationCode::code),
                    Arrays.stream(Degradation.values()).map(Degradation::code),
                    Arrays.stream(NotKept.values()).map(NotKept::code),
                    Arrays.stream(Bypass.values()).map(Bypass::code),
                    Arrays.stream(Choice.Why.values()).map(Choice.Why::code),
                    Arrays.stream(Filling.values()).map(Filling::code),
                    Arrays.stream(StoreResult.values()).map(StoreResult::code))
                .flatMap(codes -> codes)
                .toList());
  }

  @Test
  void saysWhatTheCodeSays() throws IOException {
    String page = page();
    for (ReasonCode reason : ReasonCode.values()) {
      assertThat(page).contains("| `" + reason.code() + "` | " + reason.meaning() + " |");
    }
    for (Loss.Code loss : Loss.Code.values()) {
      assertThat(page).contains("| `" + loss.id() + "` | " + loss.meaning() + " |");
    }
    for (ConversationCode code : ConversationCode.values()) {
      assertThat(page).contains("| `" + code.code() + "` | " + code.meaning() + " |");
    }
    for (Degradation degradation : Degradation.values()) {
      assertThat(page).contains("| `" + degradation.code() + "` | " + degradation.meaning() + " |");
    }
    for (NotKept why : NotKept.values()) {
      assertThat(page).contains("| `" + why.code() + "` | " + why.meaning() + " |");
    }
    for (Bypass why : Bypass.values()) {
      assertThat(page).contains("| `" + why.code() + "` | " + why.meaning() + " |");
    }
    for (Choice.Why why : Choice.Why.values()) {
      assertThat(page).contains("| `" + why.code() + "` | " + why.meaning() + " |");
    }
    for (StoreResult result : StoreResult.values()) {
      assertThat(page).contains("| `" + result.code() + "` | " + result.meaning() + " |");
    }
    for (Filling filling : Filling.values()) {
      assertThat(page).contains("| `" + filling.code() + "` | " + filling.meaning() + " |");
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/reference/reasons.md"));
  }
}
