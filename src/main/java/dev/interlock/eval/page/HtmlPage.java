package dev.interlock.eval.page;

import static dev.interlock.eval.chart.Markup.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An HTML page that needs nothing else: no script, no font, no picture. One thread. */
final class HtmlPage {
  private final StringBuilder out = new StringBuilder();

  HtmlPage(String title) {
    out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(css())
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n");
  }

  private static String css() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css: missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Markup as it is. */
  HtmlPage raw(String markup) {
    out.append(markup);
    return this;
  }

  /** A heading and what is said below it, both as text. */
  HtmlPage section(String title, String text) {
    out.append("<section>\n<h2>").append(escaped(title)).append("</h2>\n<p>");
    out.append(escaped(text)).append("</p>\n");
    return this;
  }

  HtmlPage endSection() {
    return raw("</section>\n");
  }

  /** A figure in large type and what it means. */
  HtmlPage tile(String figure, String meaning) {
    out.append("<div><b>").append(escaped(figure)).append("</b><span>");
    out.append(escaped(meaning)).append("</span></div>\n");
    return this;
  }

  /** A drawing between its title and its caption. */
  HtmlPage figure(String title, String svg, String caption) {
    out.append("<figure><h3>").append(escaped(title)).append("</h3>\n").append(svg);
    out.append("<figcaption>").append(escaped(caption)).append("</figcaption></figure>\n");
    return this;
  }

  /** The beginning of a table. */
  HtmlPage table(String first, Object... names) {
    out.append("<div><table><tr><th>").append(escaped(first)).append("</th>");
    for (Object name : names) {
      out.append("<th>").append(escaped(String.valueOf(name))).append("</th>");
    }
    out.append("</tr>\n");
    return this;
  }

  HtmlPage row(String... cells) {
    return row(List.of(cells));
  }

  HtmlPage row(List<String> cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append("<td>").append(escaped(cell)).append("</td>");
    }
    out.append("</tr>\n");
    return this;
  }

  HtmlPage endTable() {
    return raw("</table></div>\n");
  }

  /** The whole page. */
  String end() {
    return out + "</body>\n</html>\n";
  }
}
