package dev.interlock.routing;

import java.util.Locale;

/** Why a router bundle that knows a candidate said nothing. The list is documented and stable. */
enum Abstention {
  /** The endpoint's answers are no texts: embeddings. */
  ENDPOINT,
  /** The text is surely not English, which is all that the encoder knows. */
  LANGUAGE,
  /** No word of the text is known. */
  TEXT,
  /** The deadline had passed. */
  DEADLINE,
  /** The encoder or the forecast failed. */
  FAILED;

  /** The documented code. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
