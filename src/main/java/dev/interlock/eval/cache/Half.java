package dev.interlock.eval.cache;

import dev.interlock.digest.Sha256;

/** Which half of the answers: constants are chosen on one, and figures are of the other. */
enum Half {
  CHOOSING,
  REPORTED;

  /** The half of an answer, by a hash of its name. */
  static Half of(String answer) {
    return Integer.parseInt(Sha256.hex("half " + answer).substring(0, 4), 16) % 2 == 0
        ? CHOOSING
        : REPORTED;
  }
}
