package dev.interlock.demo.scenario;

import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.percentage;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.Price;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;

/**
 * A kind of request.
 *
 * @param name the {@code task} of its rows
 * @param share of all requests, in [0, 1]
 * @param document how long such a request is in practice
 */
record RequestClass(String name, double share, Length document) {
  /**
   * How long a request is.
   *
   * @param input tokens asked
   * @param output tokens answered
   */
  record Length(int input, int output) {
    private static final int MOST = 100_000_000;
    private static final Type<Length> TYPE =
        object(
            in ->
                new Length(
                    in.required("input", integer(0, MOST), "Tokens asked."),
                    in.required("output", integer(0, MOST), "Tokens answered.")));

    /** USD for such a request. */
    double usd(Price price) {
      return price.usd(input, output);
    }
  }

  static RequestClass read(ObjectReader in) {
    return new RequestClass(
        in.required("name", text(), "The task of its rows."),
        in.required("share", percentage(), "Of all requests."),
        in.required("document", Length.TYPE, "How long such a request is in practice."));
  }
}
