package dev.interlock.extproc;

import java.util.Locale;

/** Which upstream answers are read in passing. */
final class AnswerReading {
  private AnswerReading() {}

  /** An uncompressed JSON answer or event stream with a body and a success status. */
  static boolean observable(StreamEvent.ResponseHeaders response) {
    return !response.endOfStream()
        && response.status() == 200
        && (response.contentEncoding().isEmpty()
            || response.contentEncoding().equalsIgnoreCase("identity"))
        && (isEventStream(response.contentType()) || isJson(response.contentType()));
  }

  static boolean isEventStream(String contentType) {
    return mediaType(contentType).equals("text/event-stream");
  }

  static boolean isJson(String contentType) {
    return mediaType(contentType).equals("application/json");
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
