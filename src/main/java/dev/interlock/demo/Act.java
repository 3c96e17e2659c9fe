package dev.interlock.demo;

import java.io.IOException;
import java.util.List;

/** One thing that the demo shows. */
@FunctionalInterface
interface Act {
  /** Those that leave everything as it was. */
  List<Act> HARMLESS =
      List.of(
          Routing::play,
          Explanation::play,
          PersonalData::play,
          Caching::play,
          Meaning::play,
          Feedback::play,
          KillSwitch::play,
          Failover::play);

  /** Those after which the sidecar is gone. */
  List<Act> LAST = List.of(Failsafe::play, Savings::play);

  /** Plays it; false if something did not go as it should. */
  boolean play(Stage stage) throws IOException, InterruptedException;
}
