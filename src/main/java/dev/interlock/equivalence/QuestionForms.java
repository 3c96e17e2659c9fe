package dev.interlock.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ways to ask for the same: a line is a form and what stands for it, tried in order, each once.
 * Marks in guillemets cannot be written by anyone: the lexer knows no such letter.
 */
final class QuestionForms {
  private static final String FORMS =
      """
      ^(.+) to (\\S+(?: \\S+)?) from (\\S+(?: \\S+)?)$ -> $1 from $3 to $2
      ^((?:in|on|with|using) \\S+(?: \\S+)?) , (.+)$ -> $2 $1
      \\b(turn|switch|put|take|pick|fill|shut|plug|log) ((?:the |my |a |an )?\\S+) (on|off|up|down|out|back)$ -> $1 $3 $2
      ^is it true (?:that )? -> «»
      ^how come\\b -> why
      ^why is it that\\b -> why
      ^why (do|does) (?:we|people|humans)\\b -> why $1 people
      ^(?:what is |what are )?the reasons? (?!(?:for|of|to|behind)\\b)(?:that |why )? -> why\\s
      ^what causes (.+)$ -> the cause of $1
      ^(?:at |in |on )?(?:what|which) (?:time|year|date) (?=(?:did|was|were|does|do|will|is|are)\\b(?! it\\b)) -> when\\s
      ^(?:what time is it|what is the (?:current )?time|(?:the )?(?:current )?time)(?: right now| now| currently)?(?= in ) -> «time»
      ^what time is it(?: right now| now| currently)?$ -> «time»
      ^what is the (?:current )?time(?: right now| now)?$ -> «time»
      ^(?:what is|how is|what will|how will) the weather(?: going to be| be)?(?: like)?\\b -> the weather
      ^where (is|are) (.+) (?:located|situated)$ -> where $1 $2
      ^(?:what is )?the location of\\b -> where is
      ^how far (?:away )?is (.+) from (.+)$ -> «distance» $1 «with» $2
      ^(?:what is )?the distance (?:from|between) (.+) (?:to|and) (.+)$ -> «distance» $1 «with» $2
      ^how far is it from (.+) to (.+)$ -> «distance» $1 «with» $2
      ^(?:what is |what are )?(?:the |a )?differences? between (.+) and (.+)$ -> «difference» $1 «with» $2
      ^how (?:do|does|are|is) (.+) and (.+) (?:differ|different)(?: from each other)?$ -> «difference» $1 «with» $2
      ^how (?:does|do|is|are) (.+) (?:differ|different) (?:from|to) (.+)$ -> «difference» $1 «with» $2
      ^what distinguishes (.+) from (.+)$ -> «difference» $1 «with» $2
      ^compare (.+) (?:and|with|to) (.+)$ -> «compare» $1 «with» $2
      ^(?:a |the )?comparison (?:of|between) (.+) and (.+)$ -> «compare» $1 «with» $2
      ^(?:what|which) is better ,? ?(.+?) (?:,? ?)or (.+)$ -> «better» $1 «with» $2
      ^how old (is|are) (?!.*\\bthan\\b)(.+)$ -> the age of $2
      ^how (?:tall|high) (is|are) (?!.*\\bthan\\b)(.+)$ -> the height of $2
      ^how deep (is|are) (?!.*\\bthan\\b)(.+)$ -> the depth of $2
      ^how heavy (is|are) (?!.*\\bthan\\b)(.+)$ -> the weight of $2
      ^how (?:big|large) (is|are) (?!.*\\bthan\\b)(.+)$ -> the size of $2
      ^how fast (is|are) (?!.*\\bthan\\b)(.+)$ -> the speed of $2
      ^(?:how much|what) (?:does|do) (.+) weigh$ -> the weight of $1
      ^(?:how much|what) (?:does|do) it cost to\\b -> «cost» to
      ^(?:how much|what) (?:does|do) (.+) cost$ -> «cost» $1
      ^how much (is|are) (?=\\d) -> what $1\\s
      ^how much (?:is|are) (.+)$ -> «cost» $1
      ^(?:what is |what are )?the (?:price|cost)s? of\\b -> «cost»
      ^how many (?:people|inhabitants|residents) (?:live|are living) in\\b -> the population of
      ^(?:what is )?the number of (?:people|inhabitants|residents)(?: living)? in\\b -> the population of
      ^what number of\\b -> how many
      ^how many (.+) (?:are|is) (?:there )?(?:in|on|of) (.+)$ -> «count» $1 «in» $2
      ^how many (.+) (?:does|do) (.+) (?:have|contain)$ -> «count» $1 «in» $2
      ^(?:what is )?(?:the )?number of (.+?) (?:in|on|of) (.+)$ -> «count» $1 «in» $2
      ^who wrote (.+)$ -> the author of $1
      ^who invented (.+)$ -> the inventor of $1
      ^who founded (.+)$ -> the founder of $1
      ^who discovered (.+)$ -> the discoverer of $1
      ^who directed (.+)$ -> the director of $1
      ^who (?:is|was|were|are) (?=the (?:author|inventor|founder|discoverer|director) of\\b) ->\\s
      ^what (?:does|do) (.+) mean$ -> «meaning» $1
      ^what is meant by\\b -> «meaning»
      ^define\\b -> «meaning»
      ^(?:what is )?(?:the )?(?:meaning|definition) of\\b -> «meaning»
      ^«meaning» (?:the (?:word|term) )?(?:a |an )?(?!(?:it|that|this|he|she|they|you|i|him|her|life)$)(\\S+)$ -> $1
      ^(?:explain|describe)(?: to me)?(?: the concept of)? (?:a |an )?(?!(?:it|that|this)$)(\\S+)$ -> $1
      ^explain(?: to me)?(?: the concept of)? (?!the\\b|my\\b|your\\b|his\\b|her\\b|their\\b|our\\b|this\\b|that\\b|it\\b|these\\b|those\\b|«) -> «»
      ^(?:list|name|enumerate) (?:all )?(?=the\\b) -> «»
      ^list (?=\\S+ of\\b) -> «»
      ^(?:list|name|give me|tell me|give|tell us|show me)\\b(?! about) -> «give»
      ^play some\\b -> play
      ^how (?:is|are) (.+) (?:spelled|spelt)$ -> «how» spell $1
      ^how (?:is|are) (.+) pronounced$ -> «how» pronounce $1
      ^(?:what is |what would be |is there |are there |what are )?(?:the |a |an |any |some )?(?:best |good |proper |correct |right )?(?:way|ways|method|procedure|process|steps)(?: for (?:me|us|someone))? to (?=\\S) -> how to\\s
      ^what (?:do|should|must|can) i (?:have to |need to )?do to\\b -> how to
      ^(?:is there|are there|there is|there are) (?:any|some)\\b -> are there
      ^(?:calculate|compute|what is|how much is) (?=-?\\d) ->\\s
      ^say (.+) in (\\S+)$ -> how to say $1 in $2
      ^is it possible(?: for me)? to\\b -> can i
      ^am i able to\\b -> can i
      ^is it (?:ok|okay|alright|all right|fine) (?:to|if i|for me to)\\b -> «ok»
      ^is it necessary(?: for me)? to\\b -> must i
      ^what (\\S+) (?:does|do) (.+) have$ -> the $1 of $2
      ^what languages? (?:is|are) spoken in\\b -> the languages of
      ^«» ->\\s
      """;

  private record Form(Pattern form, String becomes) {}

  private static final List<Form> ALL = forms();

  private static final Pattern GENERIC =
      Pattern.compile(
          "^(how|where) (?:(?:do|does|can|could|should|would) )?(to|i|you|we|1|someone|somebody|anyone)"
              + "(?: (?:can|could|should|would))?(?: best)?(?: go about)? (\\S+)( .*)?$");
  private static final Set<String> OF_ONESELF =
      FunctionWords.set(
          """
          feel think know see look sound do like live sleep work function differ learn define view mean want
          love believe respond process behave come go stand seem have be exist die die? taste smell age hear am
          is are need must rank compare fit weigh perform react operate differ earn owe appear rate charge
          """);
  private static final Pattern WHAT_IS =
      Pattern.compile("^(?:what|who(?= (?:is|are) the\\b)) (?:is|are) (?:some )?(.+)$");
  private static final Pattern WHAT_IT_IS =
      Pattern.compile("^(?:what|who(?= the\\b)) (?!does\\b|do\\b|did\\b)(.+) (?:is|are)$");

  private QuestionForms() {}

  private static List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (String line : FORMS.strip().split("\n", -1)) {
      int arrow = line.indexOf(" ->");
      String becomes = line.substring(arrow + 3).strip().replace("\\s", " ");
      forms.add(new Form(Pattern.compile(line.substring(0, arrow)), becomes));
    }
    return List.copyOf(forms);
  }

  /** One form for {@code words}, which are apart by one space each. */
  static String one(String words) {
    String text = words.replace("which ", "what ");
    for (Form form : ALL) {
      text = form.form.matcher(text).replaceFirst(form.becomes).strip();
    }
    text = generic(text);
    text = WHAT_IT_IS.matcher(text).replaceFirst("$1");
    text = WHAT_IS.matcher(text).replaceFirst("$1");
    return sides(text);
  }

  /** How or where anyone does something: who asks, is nobody in particular. */
  private static String generic(String text) {
    Matcher found = GENERIC.matcher(text);
    if (!found.find()) {
      return text;
    }
    String who = found.group(2);
    String verb = found.group(3);
    String rest = found.group(4) == null ? "" : found.group(4);
    if (!who.equals("to") && OF_ONESELF.contains(verb)) {
      return text;
    }
    String own = who.equals("you") ? "your" : who.equals("we") ? "our" : "my";
    String without = rest.replaceAll(" " + own + "(?= )", "");
    if (who.equals("to")) {
      without = without.replaceAll(" your(?= )", "");
    }
    return "«" + found.group(1) + "» " + verb + without;
  }

  /** Of two that are compared neither comes first. */
  private static String sides(String text) {
    int with = text.indexOf(" «with» ");
    int mark = text.indexOf("» ");
    if (with < 0 || mark < 0 || mark > with) {
      return text;
    }
    String one = text.substring(mark + 2, with).replaceAll("\\b(?:a|an|the) ", "");
    String other = text.substring(with + 8).replaceAll("\\b(?:a|an|the) ", "");
    boolean first = one.compareTo(other) <= 0;
    return text.substring(0, mark + 2) + (first ? one : other) + " «with» " + (first ? other : one);
  }
}
