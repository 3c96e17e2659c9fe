package dev.interlock.predictor;

/** Where a model of the catalogue stands in the forecasts of a bundle. */
public sealed interface Seat {
  /** The chance that this model's answer is sufficient, out of the bundle's {@code chances}. */
  double chance(double[] chances);

  /** The highest floor that this model is certified to reach; 0 if there is none. */
  double certified(RouterBundle bundle, Forecast forecast);

  /** Tokens of this model's answer, out of the bundle's; NaN: unknown. */
  double outputTokens(double[] outputTokens);

  /**
   * A model that the bundle learnt.
   *
   * @param position in its forecasts
   */
  record Own(int position) implements Seat {
    @Override
    public double chance(double[] chances) {
      return chances[position];
    }

    @Override
    public double certified(RouterBundle bundle, Forecast forecast) {
      return bundle.certified(position, forecast.chance()[position], forecast.support());
    }

    @Override
    public double outputTokens(double[] outputTokens) {
      return outputTokens[position];
    }
  }

  /**
   * A model of which only the card is known, which is how well it does on average: between two that
   * the bundle learnt, and as much better than them on each prompt as it is on average. In
   * log-odds, as in an item response model.
   *
   * @param lower position of the next weaker; the same as {@code upper} at the ends
   * @param upper position of the next stronger
   * @param weight of the upper, from 0 to 1
   * @param shift in log-odds
   */
  record Between(int lower, int upper, double weight, double shift) implements Seat {
    @Override
    public double chance(double[] chances) {
      double odds = mix(LogOdds.of(chances[lower]), LogOdds.of(chances[upper])) + shift;
      return LogOdds.chance(odds);
    }

    /** Of a card nothing is certified. */
    @Override
    public double certified(RouterBundle bundle, Forecast forecast) {
      return 0;
    }

    @Override
    public double outputTokens(double[] outputTokens) {
      return mix(outputTokens[lower], outputTokens[upper]);
    }

    private double mix(double low, double high) {
      return low + weight * (high - low);
    }
  }
}
