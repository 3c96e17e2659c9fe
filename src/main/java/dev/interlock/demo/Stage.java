package dev.interlock.demo;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.simulator.FleetSimulator;
import java.io.PrintStream;

/**
 * What acts have to play with.
 *
 * @param configuration what runs
 * @param file where it came from, to be edited
 * @param fleet the models, to be broken
 */
record Stage(
    DemoClient client,
    SidecarProcess sidecar,
    Configuration configuration,
    DemoFile file,
    FleetSimulator fleet,
    PrintStream out) {

  /** An act's first line. */
  void title(String title) {
    out.println("\n" + title);
  }

  /** A line of what happened. */
  void line(String line) {
    out.println("  " + line);
  }
}
