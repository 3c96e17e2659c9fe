package dev.interlock.eval.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A range of values, and where its round numbers are.
 *
 * @param least value at the beginning
 * @param most value at the end, above {@code least}
 * @param logarithmic whether equal ratios are equally far apart; then {@code least} is above 0
 */
public record Axis(double least, double most, boolean logarithmic) {
  private static final int TICKS = 5;

  /** From this ratio on a range is shown by ratios. */
  private static final double WIDE = 20;

  public Axis {
    if (!(most > least) || (logarithmic && least <= 0)) {
      throw new IllegalArgumentException("from " + least + " to " + most);
    }
  }

  /** Of values, with a little room on both ends. */
  public static Axis around(DoubleStream values) {
    var range = values.filter(Double::isFinite).summaryStatistics();
    if (range.getCount() == 0) {
      return new Axis(0, 1, false);
    }
    double room = Math.max((range.getMax() - range.getMin()) * 0.06, 0.005);
    return new Axis(range.getMin() - room, range.getMax() + room, false);
  }

  /** Of costs: by ratios where the dearest is many times the cheapest. */
  public static Axis costs(DoubleStream values) {
    var range = values.filter(Double::isFinite).summaryStatistics();
    if (range.getCount() > 0 && range.getMin() > 0 && range.getMax() > WIDE * range.getMin()) {
      return new Axis(range.getMin() / 1.15, range.getMax() * 1.15, true);
    }
    return range.getCount() == 0
        ? new Axis(0, 1, false)
        : new Axis(0, Math.max(range.getMax() * 1.05, 1e-9), false);
  }

  /** Where {@code value} is: 0 at the beginning, 1 at the end; values outside are held there. */
  public double position(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
            : (value - least) / (most - least);
    return Math.clamp(share, 0, 1);
  }

  /** The value at a position from 0 to 1. */
  public double value(double position) {
    return logarithmic
        ? least * Math.pow(most / least, position)
        : least + position * (most - least);
  }

  /** Round numbers within. */
  List<Double> ticks() {
    return logarithmic ? ratios() : multiples();
  }

  private List<Double> multiples() {
    double raw = (most - least) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step =
        power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
    var ticks = new ArrayList<Double>();
    for (long i = (long) Math.ceil(least / step - 1e-9); i * step <= most + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> ratios() {
    var ticks = new ArrayList<Double>();
    for (int power = (int) Math.floor(Math.log10(least)); Math.pow(10, power) <= most; power++) {
      for (int digit : new int[] {1, 3}) {
        double tick = digit * Math.pow(10, power);
        if (tick >= least && tick <= most) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** A tick in as few digits as it needs. */
  static String label(double tick) {
    String text = String.format(Locale.ROOT, "%.4f", tick);
    text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    return text.equals("-0") ? "0" : text;
  }
}
