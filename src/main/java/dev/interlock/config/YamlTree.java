package dev.interlock.config;

import dev.interlock.config.ConfigNode.Entry;
import dev.interlock.config.ConfigNode.Kind;
import dev.interlock.config.ConfigNode.Mapping;
import dev.interlock.config.ConfigNode.Scalar;
import dev.interlock.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 text as a located tree. One document; duplicate keys, foreign tags and trees that grow
 * beyond all reason through aliases are problems.
 */
public final class YamlTree {
  /** Values in a file after aliases are followed: a bound on what a few bytes can unfold to. */
  static final int MOST_NODES = 100_000;

  static final int DEEPEST = 24;

  private final Location file;
  private final ConfigProblems problems;
  private int nodes;

  private YamlTree(Location file, ConfigProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The mapping {@code text} holds; empty, with a problem reported, if it is not one. */
  public static Optional<Mapping> parse(String fileName, String text, ConfigProblems problems) {
    var file = new Location(fileName, 1, 1, "");
    return new YamlTree(file, problems).parse(text);
  }

  private Optional<Mapping> parse(String text) {
    var settings =
        LoadSettings.builder()
            .setLabel(file.file())
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    try {
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        problems.error(file, "an empty file", "a mapping with `version`, `models`, …");
        return Optional.empty();
      }
      ConfigNode root = convert(documents.next(), file, 0);
      if (documents.hasNext()) {
        problems.error(place(documents.next(), file), "a second document", "one document");
      }
      if (root instanceof Mapping mapping) {
        return Optional.of(mapping);
      }
      problems.error(file, root.found(), "a mapping with `version`, `models`, …");
    } catch (MarkedYamlEngineException e) {
      problems.error(syntaxErrorPlace(e), "not YAML: " + e.getProblem(), syntaxHint(e));
    } catch (YamlEngineException e) {
      problems.error(file, "not YAML: " + e.getMessage(), "YAML 1.2");
    } catch (StackOverflowError _) {
      // The parser follows brackets by recursion, before anybody counts them.
      problems.error(file, "nested too deep", "at most " + DEEPEST + " deep");
    } catch (TooLarge e) {
      problems.error(
          e.location, e.found, "at most " + MOST_NODES + " values, " + DEEPEST + " deep");
    }
    return Optional.empty();
  }

  private ConfigNode convert(Node node, Location path, int depth) {
    Location location = place(node, path);
    if (depth > DEEPEST) {
      throw new TooLarge(location, "nested too deep");
    }
    if (++nodes > MOST_NODES) {
      throw new TooLarge(location, "too many values");
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, location, depth);
      case SequenceNode sequence -> sequence(sequence, location, depth);
      case ScalarNode scalar -> scalar(scalar, location);
      default -> throw new IllegalStateException("node: " + node.getNodeType());
    };
  }

  private Mapping mapping(MappingNode node, Location location, int depth) {
    checkTag(node, Tag.MAP, location);
    var entries = new LinkedHashMap<String, Entry>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.error(place(tuple.getKeyNode(), location), "a key that is no word", "a word");
        continue;
      }
      Location key = place(keyNode, location.key(keyNode.getValue()));
      Entry first = entries.get(keyNode.getValue());
      if (first != null) {
        String found = "a second time, after line " + first.key().line();
        problems.error(key, found, "each key once");
        continue;
      }
      entries.put(
          keyNode.getValue(), new Entry(key, convert(tuple.getValueNode(), key, depth + 1)));
    }
    return new Mapping(location, entries);
  }

  private Sequence sequence(SequenceNode node, Location location, int depth) {
    checkTag(node, Tag.SEQ, location);
    var elements = new ArrayList<ConfigNode>();
    for (Node element : node.getValue()) {
      elements.add(convert(element, location.element(elements.size()), depth + 1));
    }
    return new Sequence(location, elements);
  }

  private Scalar scalar(ScalarNode node, Location location) {
    Optional<Kind> kind = kind(node.getTag());
    if (kind.isEmpty()) {
      problems.error(location, "tag " + node.getTag().getValue(), "a value without a tag");
    }
    return new Scalar(location, node.getValue(), kind.orElse(Kind.STRING));
  }

  private void checkTag(Node node, Tag expected, Location location) {
    if (!node.getTag().equals(expected)) {
      problems.error(location, "tag " + node.getTag().getValue(), "a value without a tag");
    }
  }

  /** The kind of an unquoted scalar by its text. */
  static Kind plainKind(String text) {
    return kind(new CoreSchema().getScalarResolver().resolve(text, true)).orElse(Kind.STRING);
  }

  private static Optional<Kind> kind(Tag tag) {
    if (tag.equals(Tag.STR) || tag.equals(Tag.ENV_TAG)) {
      return Optional.of(Kind.STRING);
    } else if (tag.equals(Tag.INT)) {
      return Optional.of(Kind.INTEGER);
    } else if (tag.equals(Tag.FLOAT)) {
      return Optional.of(Kind.FLOAT);
    } else if (tag.equals(Tag.BOOL)) {
      return Optional.of(Kind.BOOLEAN);
    } else if (tag.equals(Tag.NULL)) {
      return Optional.of(Kind.NULL);
    }
    return Optional.empty();
  }

  private static Location place(Node node, Location path) {
    return node.getStartMark()
        .map(mark -> path.at(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(path);
  }

  private Location syntaxErrorPlace(MarkedYamlEngineException e) {
    return e.getProblemMark()
        .or(e::getContextMark)
        .map(mark -> file.at(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(file);
  }

  private static String syntaxHint(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("TAB")) {
      return "spaces for indentation";
    }
    boolean interpolationInFlow =
        e.getProblemMark()
            .or(e::getContextMark)
            .map(m -> m.createSnippet())
            .orElse("")
            .contains("${");
    return interpolationInFlow ? "YAML 1.2, with \"${…}\" in quotes inside { } or [ ]" : "YAML 1.2";
  }

  private static final class TooLarge extends RuntimeException {
    private final transient Location location;
    private final String found;

    TooLarge(Location location, String found) {
      super(found, null, false, false);
      this.location = location;
      this.found = found;
    }
  }
}
