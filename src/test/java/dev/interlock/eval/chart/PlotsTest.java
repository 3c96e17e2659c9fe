package dev.interlock.eval.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Read back as a browser would. */
class PlotsTest {
  private static final String HOSTILE = "<script>\"a&b\"</script>";

  @Test
  void a_line_goes_through_its_points() throws Exception {
    var unit = new Axis(0, 1, false);
    Document svg =
        parsed(
            new LinePlot(unit, unit, "x", "y", 164, 150)
                .line("a", "router", List.of(new LinePlot.At(0, 0), new LinePlot.At(1, 1)))
                .svg("t"));
    // The plane is 100 by 100 pixels, 52 from the left and 10 from the top.
    assertThat(lines(svg)).containsExactly("M52.0 110.0L152.0 10.0");
  }

  @Test
  void a_band_goes_along_its_lower_line_and_back_along_the_upper() throws Exception {
    var unit = new Axis(0, 1, false);
    Document svg =
        parsed(
            new LinePlot(unit, unit, "x", "y", 164, 150)
                .band(
                    "a",
                    "router",
                    List.of(new LinePlot.At(0, 0), new LinePlot.At(1, 0)),
                    List.of(new LinePlot.At(0, 1), new LinePlot.At(1, 0.5)))
                .svg("t"));
    assertThat(paths(svg, "band")).containsExactly("M52.0 110.0L152.0 110.0L152.0 60.0L52.0 10.0Z");
  }

  @Test
  void names_are_text_whatever_they_are() throws Exception {
    var unit = new Axis(0, 1, false);
    var at = new LinePlot.At(0.5, 0.5);
    Document plot =
        parsed(
            new LinePlot(unit, unit, HOSTILE, HOSTILE, 520, 340)
                .line(HOSTILE, "router", List.of(at, at))
                .point(HOSTILE, "model", at)
                .dot(HOSTILE, "model", at, 2)
                .svg(HOSTILE));
    assertThat(texts(plot, "title")).hasSize(4).containsOnly(HOSTILE);
    assertThat(texts(plot, "text")).contains(HOSTILE);
    Document rows =
        parsed(
            new DotRows(HOSTILE, 520)
                .row(HOSTILE, List.of(new DotRows.Dot(HOSTILE, "router", 0.5)))
                .svg(HOSTILE));
    assertThat(texts(rows, "text")).contains(HOSTILE);
    assertThat(texts(rows, "title")).containsExactly(HOSTILE, HOSTILE + ": 0.500");
  }

  @Test
  void no_name_covers_another() throws Exception {
    var unit = new Axis(0, 1, false);
    var plot = new LinePlot(unit, unit, "x", "y", 520, 340);
    for (int i = 0; i < 40; i++) {
      plot.point("a-long-name-" + i, "model", new LinePlot.At(0.5, 0.4 + i * 0.005));
    }
    Document svg = parsed(plot.svg("crowded"));
    List<double[]> boxes = labels(svg);
    assertThat(boxes).hasSizeBetween(3, 39);
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        double[] one = boxes.get(i);
        double[] other = boxes.get(j);
        boolean apart =
            Math.abs(one[1] - other[1]) >= 11
                || Math.max(one[0], other[0]) >= Math.min(one[0] + one[2], other[0] + other[2]);
        assertThat(apart).as(i + " and " + j).isTrue();
      }
    }
  }

  @Test
  void every_row_has_its_dots_in_order_of_their_values() throws Exception {
    var rows = new DotRows("x", 520);
    IntStream.range(0, 3)
        .forEach(
            i ->
                rows.row(
                    "row " + i,
                    List.of(
                        new DotRows.Dot("low", "constant", 0.1 * i),
                        new DotRows.Dot("high", "oracle", 0.1 * i + 0.5))));
    Document svg = parsed(rows.svg("t"));
    var circles = svg.getElementsByTagName("circle");
    assertThat(circles.getLength()).isEqualTo(6);
    for (int i = 0; i < 6; i += 2) {
      assertThat(number(circles.item(i), "cx")).isLessThan(number(circles.item(i + 1), "cx"));
      assertThat(number(circles.item(i), "cy")).isEqualTo(number(circles.item(i + 1), "cy"));
    }
  }

  private static List<double[]> labels(Document svg) {
    var boxes = new ArrayList<double[]>();
    var texts = svg.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      if (((Element) texts.item(i)).getAttribute("class").equals("label")) {
        double width = texts.item(i).getTextContent().length() * 5.6;
        boxes.add(new double[] {number(texts.item(i), "x"), number(texts.item(i), "y"), width});
      }
    }
    return boxes;
  }

  private static List<String> lines(Document svg) {
    return paths(svg, "line");
  }

  private static List<String> paths(Document svg, String style) {
    var lines = new ArrayList<String>();
    var paths = svg.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      if (((Element) paths.item(i)).getAttribute("class").startsWith(style)) {
        lines.add(((Element) paths.item(i)).getAttribute("d"));
      }
    }
    return lines;
  }

  private static List<String> texts(Document svg, String tag) {
    var nodes = svg.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  private static double number(Node node, String attribute) {
    return Double.parseDouble(((Element) node).getAttribute(attribute));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
