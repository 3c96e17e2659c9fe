package dev.interlock.signal.pii;

/** Keys and tokens that say by their first letters who issued them. */
final class Tokens {
  /** No token is shorter. */
  static final int SHORTEST = 16;

  /** Beginning, then the least characters after it. Longer beginnings come before shorter ones. */
  private static final Prefix[] PREFIXES = {
    // Source and package hosts.
    new Prefix("ghp_", 36),
    new Prefix("gho_", 36),
    new Prefix("ghu_", 36),
    new Prefix("ghs_", 36),
    new Prefix("ghr_", 36),
    new Prefix("github_pat_", 22),
    new Prefix("glpat-", 20),
    new Prefix("gldt-", 20),
    new Prefix("glrt-", 20),
    new Prefix("npm_", 36),
    new Prefix("pypi-AgE", 16),
    new Prefix("dckr_pat_", 20),
    // Clouds.
    new Prefix("AIza", 35),
    new Prefix("ya29", 20),
    new Prefix("GOCSPX-", 20),
    new Prefix("dop_v1_", 40),
    new Prefix("dapi", 32),
    new Prefix("hvs", 20),
    // Chat and mail.
    new Prefix("xoxb-", 10),
    new Prefix("xoxp-", 10),
    new Prefix("xoxa-", 10),
    new Prefix("xoxr-", 10),
    new Prefix("xoxs-", 10),
    new Prefix("xoxe-", 10),
    new Prefix("xapp-", 10),
    new Prefix("key-", 32),
    // Payment and shops.
    new Prefix("sk_live_", 10),
    new Prefix("sk_test_", 10),
    new Prefix("rk_live_", 10),
    new Prefix("rk_test_", 10),
    new Prefix("whsec_", 20),
    new Prefix("shpat_", 32),
    new Prefix("shpss_", 32),
    new Prefix("sq0csp-", 20),
    new Prefix("sq0atp-", 20),
    // Models.
    new Prefix("sk-", 20),
    new Prefix("hf_", 30),
    new Prefix("gsk_", 20),
    new Prefix("xai-", 20),
    new Prefix("r8_", 30),
    new Prefix("pplx-", 20),
    new Prefix("lin_api_", 20),
    new Prefix("ntn_", 20),
    new Prefix("secret_", 32),
    new Prefix("AGE-SECRET-KEY-", 20)
  };

  private static final String[] AMAZON = {
    "AKIA", "ASIA", "AROA", "AIDA", "AGPA", "ANPA", "ANVA", "ABIA", "ACCA"
  };
  private static final int AMAZON_LENGTH = 20;

  private Tokens() {}

  private record Prefix(String text, int rest) {}

  /**
   * Whether what begins at {@code start} may be a key. Asked before anybody looks for its end:
   * words joined by dashes would each look for the same one.
   */
  static boolean begin(Plain text, int start) {
    if (text.exactly(start, "eyJ") || text.exactly(start, "SG.") || amazonPrefix(text, start)) {
      return true;
    }
    for (Prefix prefix : PREFIXES) {
      if (text.at(start) == prefix.text.charAt(0) && text.exactly(start, prefix.text)) {
        return true;
      }
    }
    return false;
  }

  /** The end of the key that begins with the token {@code start} to {@code end}, or -1. */
  static int find(Plain text, int start, int end) {
    if (text.exactly(start, "eyJ")) {
      return webToken(text, start, end);
    }
    if (text.exactly(start, "SG") && end == start + 2) {
      return mailKey(text, end);
    }
    if (end - start < SHORTEST) {
      return -1;
    }
    for (Prefix prefix : PREFIXES) {
      if (text.at(start) == prefix.text.charAt(0)
          && end - start >= prefix.text.length() + prefix.rest
          && text.exactly(start, prefix.text)
          && mixed(text, start + prefix.text.length(), end)) {
        return end;
      }
    }
    return amazon(text, start) ? start + AMAZON_LENGTH : -1;
  }

  private static boolean amazon(Plain text, int start) {
    if (!amazonPrefix(text, start)) {
      return false;
    }
    int end = start + AMAZON_LENGTH;
    for (int i = start; i < end; i++) {
      if (!text.upper(i) && !text.digit(i)) {
        return false;
      }
    }
    return !text.alnum(end);
  }

  private static boolean amazonPrefix(Plain text, int start) {
    for (String prefix : AMAZON) {
      if (text.exactly(start, prefix)) {
        return true;
      }
    }
    return false;
  }

  /** JSON Web Token, RFC 7519: three parts in base64url, the first an object. */
  private static int webToken(Plain text, int start, int end) {
    int second = text.tokenEnd(end + 1);
    if (text.at(end) != '.' || end - start < 10 || second - end < 5) {
      return -1;
    }
    return text.at(second) == '.' ? text.tokenEnd(second + 1) : second;
  }

  /** SendGrid: {@code SG}, 22 characters, 43 characters. */
  private static int mailKey(Plain text, int end) {
    int second = text.tokenEnd(end + 1);
    int third = text.tokenEnd(second + 1);
    return text.at(end) == '.'
            && text.at(second) == '.'
            && second - end >= 17
            && third - second >= 17
        ? third
        : -1;
  }

  /** Letters and digits both: words joined by dashes have no digits. */
  static boolean mixed(Plain text, int from, int to) {
    int digits = 0;
    int letters = 0;
    for (int i = from; i < to; i++) {
      digits += text.digit(i) ? 1 : 0;
      letters += text.letter(i) ? 1 : 0;
    }
    return digits > 0 && letters > 0;
  }
}
