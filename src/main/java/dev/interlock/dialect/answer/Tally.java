package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.dialect.answer.Answer.Ending;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import java.util.Optional;

/** Adds up the facts of one answer. */
final class Tally implements JsonScanner.Sink {
  private static final byte[] MESSAGE_STOP = "message_stop".getBytes(US_ASCII);
  private static final byte[] RESPONSE_COMPLETED = "response.completed".getBytes(US_ASCII);
  private static final byte[] RESPONSE_INCOMPLETE = "response.incomplete".getBytes(US_ASCII);
  private static final byte[] RESPONSE_FAILED = "response.failed".getBytes(US_ASCII);
  private static final byte[] ERROR = "error".getBytes(US_ASCII);
  private static final long UNKNOWN = -1;

  private final Api api;
  private String model = "";
  private String finishReason = "";
  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long cacheRead;
  private long extraCacheRead;
  private long extraCacheWrite;
  private long reasoning;
  private long outputChars;
  private boolean ended;
  private boolean failed;

  Tally(Api api) {
    this.api = api;
  }

  @Override
  public void string(Fact fact, Line text, long chars) {
    switch (fact) {
      case MODEL -> {
        if (model.isEmpty()) {
          model = text.text();
        }
      }
      case FINISH_REASON -> finishReason = text.text();
      case OUTPUT -> outputChars += chars;
      case EVENT -> event(text);
      case ERROR -> failed = true;
      case INPUT_TOKENS,
          OUTPUT_TOKENS,
          CACHE_READ_TOKENS,
          EXTRA_CACHE_READ_TOKENS,
          EXTRA_CACHE_WRITE_TOKENS,
          REASONING_TOKENS -> {}
    }
  }

  private void event(Line type) {
    if (type.is(MESSAGE_STOP) || type.is(RESPONSE_COMPLETED) || type.is(RESPONSE_INCOMPLETE)) {
      ended = true;
    } else if (type.is(ERROR) || type.is(RESPONSE_FAILED)) {
      failed = true;
    }
  }

  /** Counts are running totals in every dialect, so the last one holds. */
  @Override
  public void number(Fact fact, long value) {
    switch (fact) {
      case INPUT_TOKENS -> input = value;
      case OUTPUT_TOKENS -> output = value;
      case CACHE_READ_TOKENS -> cacheRead = value;
      case EXTRA_CACHE_READ_TOKENS -> extraCacheRead = value;
      case EXTRA_CACHE_WRITE_TOKENS -> extraCacheWrite = value;
      case REASONING_TOKENS -> reasoning = value;
      case MODEL, FINISH_REASON, OUTPUT, EVENT, ERROR -> {}
    }
  }

  @Override
  public void container(Fact fact) {
    failed |= fact == Fact.ERROR;
  }

  /** What is known, given whether the answer has shown the mark of its end. */
  Answer answer(boolean marked) {
    long allInput = sum(sum(Math.max(input, 0), extraCacheRead), extraCacheWrite);
    return new Answer(usage(allInput), model, finishReason, ending(marked), allInput, outputChars);
  }

  private Optional<Usage> usage(long allInput) {
    boolean reported = output != UNKNOWN || (api == Api.EMBEDDINGS && input != UNKNOWN);
    return reported
        ? Optional.of(
            new Usage(
                allInput, Math.max(output, 0), sum(cacheRead, extraCacheRead), reasoning, false))
        : Optional.empty();
  }

  /** Of two counts that an upstream made up, perhaps; at most {@link Long#MAX_VALUE}. */
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private Ending ending(boolean marked) {
    if (failed) {
      return Ending.FAILED;
    }
    return ended || marked ? Ending.COMPLETE : Ending.CUT;
  }
}
