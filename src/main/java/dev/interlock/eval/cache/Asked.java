package dev.interlock.eval.cache;

/**
 * A request of a stream.
 *
 * @param answer requests with the same one may share an answer
 * @param vector of unit length
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record Asked(String text, int answer, float[] vector) {
  /** Without the text. */
  @Override
  public String toString() {
    return "Asked[answer=" + answer + "]";
  }
}
