package dev.interlock.signal.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a language by hand.
 *
 * @param language its ISO 639-1 code
 * @param letters letters that few languages share
 * @param words frequent words, in small letters
 */
public record LanguageWords(String language, String letters, List<String> words) {
  public LanguageWords {
    words = List.copyOf(words);
  }

  /** The lists in this package. */
  public static List<LanguageWords> shipped() {
    List<LanguageWords> all = new ArrayList<>();
    try (var in = LanguageWords.class.getResourceAsStream("words.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] fields = line.split(":", 3);
          all.add(
              new LanguageWords(
                  fields[0], fields[1].strip(), List.of(fields[2].strip().split(" ", -1))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all);
  }

  /** Whether it is written in Latin letters. */
  public boolean isLatin() {
    return Scripts.isLatin(words.getFirst().charAt(0));
  }
}
