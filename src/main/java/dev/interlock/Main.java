package dev.interlock;

import dev.interlock.cli.Interlock;

/** The entry point of {@code bin/interlock}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Interlock.run(args));
  }
}
