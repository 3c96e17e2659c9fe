package dev.interlock.dialect;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** The one configuration of JSON in this package: RFC 8259 in UTF-8, without leniency. */
final class Json {
  /** Deeper documents are refused: no request needs it, and readers recurse. */
  static final int MAX_DEPTH = 256;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Json() {}

  static JsonGenerator generator(ByteArrayOutputStream to) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), to);
  }
}
