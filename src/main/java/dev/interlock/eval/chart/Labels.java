package dev.interlock.eval.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places for names beside points, so that none covers another. One plot, one thread. */
final class Labels {
  private static final double CHARACTER = 5.6;
  private static final double HEIGHT = 11;
  private static final double GAP = 6;

  private final double width;
  private final double height;
  private final List<Box> taken = new ArrayList<>();

  Labels(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /** Where a name stands: the left end of its base line. */
  record Place(double x, double y) {}

  private record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  /** Keeps names away from a point. */
  void avoid(double x, double y) {
    taken.add(new Box(x - 4, y - 4, x + 4, y + 4));
  }

  /** A free place for {@code name} beside a point; empty where there is none. */
  Optional<Place> place(String name, double x, double y) {
    double length = name.length() * CHARACTER;
    List<Place> places =
        List.of(
            new Place(x + GAP, y + 4),
            new Place(x - GAP - length, y + 4),
            new Place(x - length / 2, y - GAP),
            new Place(x - length / 2, y + GAP + HEIGHT - 2),
            new Place(x + GAP, y - GAP - 2),
            new Place(x - GAP - length, y + GAP + HEIGHT));
    for (Place place : places) {
      var box = new Box(place.x, place.y - HEIGHT + 2, place.x + length, place.y + 2);
      if (inside(box) && taken.stream().noneMatch(box::meets)) {
        taken.add(box);
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private boolean inside(Box box) {
    return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
  }
}
