package dev.interlock.semantic;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds two answers the same if they are in the same words, or if they are short and say the same
 * beyond what the question says itself ("Paris" and "The capital of France is Paris"). Any others
 * count as different: nobody has shown that they are not.
 */
public final class AnswerRules implements AnswerJudge {
  /** Words of the longest answer that is compared word by word. */
  private static final int SHORT = 25;

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:[.,:/'-][\\p{L}\\p{N}]+)*|[^\\s\\p{P}]|[%<>=&|#$-]");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** A letter that names something, so that "A" may be no article. */
  private static final Pattern LABEL =
      Pattern.compile("(?<![\\p{L}\\p{N}'])[B-HJ-Z](?![\\p{L}\\p{N}'])");

  /** They say nothing of their own. */
  private static final Set<String> EMPTY =
      Set.of(
          "a", "an", "the", "is", "are", "was", "were", "be", "it", "its", "it's", "that", "this",
          "of", "has", "have");

  @Override
  public void judge(Case about, Consumer<Finding> then) {
    then.accept(isSame(about) ? Finding.SAME : Finding.DIFFERENT);
  }

  @Override
  public String identity() {
    return "rules";
  }

  /** Whether they are the same without any doubt. */
  static boolean isSame(Case about) {
    String kept = plain(about.kept());
    String given = plain(about.given());
    if (kept.isEmpty() || given.isEmpty()) {
      return false;
    }
    if (kept.equals(given)) {
      return true;
    }
    if (LABEL.matcher(about.question() + " " + about.kept() + " " + about.given()).find()) {
      return false;
    }
    List<String> one = words(kept);
    List<String> other = words(given);
    if (one.size() > SHORT || other.size() > SHORT) {
      return false;
    }
    Set<String> asked = new HashSet<>(words(plain(about.question())));
    List<String> news = without(asked, one);
    List<String> echo = within(asked, one);
    List<String> otherEcho = within(asked, other);
    return !news.isEmpty()
        && news.equals(without(asked, other))
        && (echo.isEmpty() || otherEcho.isEmpty() || echo.equals(otherEcho));
  }

  private static String plain(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return SPACE.matcher(plain.strip()).replaceAll(" ");
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(text);
    while (matcher.find()) {
      if (!EMPTY.contains(matcher.group())) {
        words.add(matcher.group());
      }
    }
    return words;
  }

  private static List<String> without(Set<String> asked, List<String> words) {
    return words.stream().filter(word -> !asked.contains(word)).toList();
  }

  private static List<String> within(Set<String> asked, List<String> words) {
    return words.stream().filter(asked::contains).toList();
  }
}
