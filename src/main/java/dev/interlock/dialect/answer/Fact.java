package dev.interlock.dialect.answer;

/** What a value in an answer tells us. */
enum Fact {
  MODEL,
  FINISH_REASON,
  /** All input tokens (OpenAI), or those neither read from nor written to the cache (Anthropic). */
  INPUT_TOKENS,
  CACHE_READ_TOKENS,
  /** Input tokens counted beside {@link #INPUT_TOKENS}: Anthropic's cache reads. */
  EXTRA_CACHE_READ_TOKENS,
  /** Input tokens counted beside {@link #INPUT_TOKENS}: Anthropic's cache writes. */
  EXTRA_CACHE_WRITE_TOKENS,
  OUTPUT_TOKENS,
  REASONING_TOKENS,
  /** Text the caller pays for, of which only the length counts. */
  OUTPUT,
  /** What kind of event or object this is. */
  EVENT,
  ERROR
}
