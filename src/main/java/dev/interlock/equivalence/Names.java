package dev.interlock.equivalence;

import java.util.HashMap;
import java.util.Map;

/** Names that are written small as well, and names of one thing: a line is one thing. */
final class Names {
  private static final String ALIASES =
      """
      usa us united_states u.s u.s.a
      uk united_kingdom
      uae united_arab_emirates
      eu european_union
      nyc new_york
      la los_angeles
      javascript js
      typescript ts
      python py
      c++ cpp
      c# csharp
      postgres postgresql
      kubernetes k8s
      mongodb mongo
      nodejs node.js
      south_korea
      north_korea
      czechia czech_republic
      """;

  private static final String ONE_WORD =
      """
      afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus
      belgium bolivia bosnia botswana brazil bulgaria cambodia cameroon canada chile china colombia congo
      croatia cuba cyprus denmark ecuador egypt england estonia ethiopia finland france georgia germany ghana
      greece guatemala haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica
      japan jordan kazakhstan kenya kuwait latvia lebanon libya lithuania luxembourg madagascar malaysia malta
      mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands holland nicaragua
      nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania
      russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland
      syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam wales
      yemen zambia zimbabwe europe asia africa antarctica
      london paris berlin madrid rome milan vienna prague warsaw lisbon dublin brussels amsterdam stockholm
      oslo copenhagen helsinki athens istanbul moscow kiev kyiv tokyo osaka kyoto beijing shanghai shenzhen
      seoul delhi mumbai bangalore chennai kolkata karachi lahore dhaka bangkok jakarta manila sydney melbourne
      toronto montreal vancouver chicago boston seattle houston dallas miami denver atlanta philadelphia
      phoenix detroit austin portland california texas florida alaska hawaii munich hamburg frankfurt cologne
      zurich geneva barcelona naples venice florence budapest cairo lagos nairobi dubai
      english french german spanish italian portuguese dutch swedish norwegian danish finnish polish czech
      russian ukrainian turkish greek arabic hebrew persian farsi hindi urdu bengali punjabi tamil telugu
      chinese mandarin cantonese japanese korean vietnamese thai indonesian malay tagalog swahili latin
      esperanto romanian hungarian bulgarian croatian serbian irish welsh american british canadian australian
      mexican brazilian indian egyptian african european asian
      java kotlin scala ruby rust haskell perl php matlab fortran cobol erlang elixir clojure lua dart julia
      bash powershell sql html css react angular vue svelte django flask fastapi spring laravel rails
      tensorflow pytorch keras numpy pandas sklearn mysql sqlite redis cassandra elasticsearch kafka rabbitmq
      docker terraform ansible jenkins git github gitlab bitbucket aws azure gcp linux windows macos ubuntu
      debian fedora android ios iphone ipad excel word powerpoint outlook gmail google microsoft amazon facebook
      meta instagram twitter tiktok youtube netflix spotify uber whatsapp linkedin wordpress tesla nvidia intel samsung sony openai chatgpt
      gpt claude gemini llama anthropic deepseek wikipedia reddit slack zoom paypal visa mastercard
      christian christianity islam muslim hindu hinduism buddhism buddhist jewish judaism catholic protestant
      mercury venus mars jupiter saturn uranus neptune pluto earth moon
      json xml yaml csv toml pdf jpeg png gif mp3 mp4 http https ftp ssh tcp udp grpc graphql rest
      """;

  private static final Map<String, String> KNOWN = known();

  private Names() {}

  private static Map<String, String> known() {
    var known = new HashMap<String, String>();
    for (String word : FunctionWords.set(ONE_WORD)) {
      known.put(word, word);
    }
    for (String line : ALIASES.strip().split("\n", -1)) {
      String[] names = line.strip().split(" ", -1);
      for (String name : names) {
        known.put(name.replace('_', ' '), names[0]);
      }
    }
    known.remove("us");
    known.remove("la");
    known.remove("word");
    known.remove("rest");
    known.remove("spring");
    known.remove("meta");
    return Map.copyOf(known);
  }

  /** One name for what {@code lower} names, or empty if it is in no list. */
  static String of(String lower) {
    return KNOWN.getOrDefault(lower, "");
  }

  /** One name for {@code token} if it is in a list; some words are names in capitals alone. */
  static String of(Token token, boolean capitalsTell) {
    if (token.allCapitals() && capitalsTell) {
      switch (token.lower()) {
        case "us" -> {
          return "usa";
        }
        case "la" -> {
          return "la";
        }
        default -> {}
      }
    }
    return of(token.lower());
  }
}
