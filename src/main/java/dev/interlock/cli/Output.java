package dev.interlock.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output in UTF-8, whatever the terminal's locale says. */
final class Output {
  private Output() {}

  static void print(String text) {
    PrintStream out = utf8();
    out.print(text);
    out.flush();
  }

  /** Buffered: flush it at the end. */
  static PrintStream utf8() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  }
}
