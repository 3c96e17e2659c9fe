package dev.interlock.eval;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an installation comes with, for commands that use it unless they are told otherwise. */
public final class Installed {
  private Installed() {}

  /** {@code given}, or else that file or folder of the installation. */
  public static Path or(@Nullable Path given, String shipped) {
    return given != null
        ? given
        : Path.of(System.getProperty("interlock.home", ".")).resolve(shipped);
  }
}
