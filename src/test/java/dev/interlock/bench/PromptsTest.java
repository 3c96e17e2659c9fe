package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.WordPiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptsTest {
  private static final Path ENCODER = Path.of("src/main/encoder");

  @Test
  void prompts_have_the_tokens_asked_for() throws IOException {
    Prompts prompts = prompts(1);

    assertThat(prompts.ofTokens(6, 32, 200))
        .allSatisfy(text -> assertThat(prompts.tokens(text)).isBetween(1, 32));
    assertThat(prompts.ofTokens(8000, 8000, 3))
        .allSatisfy(text -> assertThat(prompts.tokens(text)).isBetween(7980, 8000));
  }

  @Test
  void prompts_differ_and_repeat_with_the_seed() throws IOException {
    List<String> first = prompts(7).ofTokens(65, 128, 300);

    assertThat(prompts(7).ofTokens(65, 128, 300)).isEqualTo(first);
    assertThat(new HashSet<>(first)).hasSizeGreaterThan(295);
  }

  @Test
  void the_mix_has_the_shares_it_says() throws IOException {
    Prompts prompts = prompts(1);
    List<Integer> lengths = new Mix(prompts).mixed().stream().map(prompts::tokens).toList();

    assertThat(lengths).filteredOn(n -> n <= 32).hasSize(lengths.size() * 6 / 10);
    assertThat(lengths).filteredOn(n -> n > 128).hasSize(lengths.size() / 10);
    assertThat(lengths).allMatch(n -> n <= 2000);
  }

  @Test
  void a_file_of_prompts_is_read(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prompts.jsonl");
    Files.writeString(file, "{\"prompt\": \"one\"}\n{\"text\": \"two\"}\n{\"other\": 3}\n");

    assertThat(Prompts.read(file)).containsExactly("one", "two");
  }

  private static Prompts prompts(long seed) throws IOException {
    WordPiece tokenizer = Prompts.tokenizer(ENCODER);
    return new Prompts(Prompts.shipped(), tokenizer, seed);
  }
}
