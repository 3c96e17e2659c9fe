package dev.interlock.config;

import dev.interlock.config.ConfigNode.Kind;
import dev.interlock.config.Shape.Single;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types that sections of the configuration are made of. */
public final class Types {
  private static final Set<Kind> STRING = Set.of(Kind.STRING);
  private static final Set<Kind> INTEGER = Set.of(Kind.INTEGER);
  private static final Set<Kind> NUMBER = Set.of(Kind.INTEGER, Kind.FLOAT);

  private Types() {}

  /** Any text that says something. */
  public static Type<String> text() {
    var shape = new Single("a text", Map.of("type", "string", "minLength", 1));
    return string(shape, text -> text.isBlank() ? Optional.empty() : Optional.of(text), "x");
  }

  /**
   * Text of a certain form.
   *
   * @param pattern must match from end to end; in the part of the syntax that ECMA shares
   * @param words what it is, such as {@code a header name}
   * @param placeholder stands for what could not be read
   */
  public static Type<String> text(String pattern, String words, String placeholder) {
    var shape = new Single(words, Map.of("type", "string", "pattern", "^(" + pattern + ")$"));
    var compiled = Pattern.compile(pattern);
    return string(
        shape,
        text -> compiled.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
        placeholder);
  }

  /** A whole number in {@code least..most}. */
  public static Type<Integer> integer(int least, int most) {
    var shape =
        new Single(
            least == most ? String.valueOf(least) : "an integer " + least + ".." + most,
            Map.of("type", "integer", "minimum", least, "maximum", most));
    return new ScalarType<>(
        shape,
        INTEGER,
        text -> wholeNumber(text).filter(n -> least <= n && n <= most).map(Long::intValue),
        List.of(),
        least,
        n -> n);
  }

  /** A number in {@code least..most}. */
  public static Type<Double> number(double least, double most) {
    var shape =
        new Single(
            most == Double.MAX_VALUE
                ? "a number, at least " + show(least)
                : "a number " + show(least) + ".." + show(most),
            most == Double.MAX_VALUE
                ? Map.of("type", "number", "minimum", show(least))
                : Map.of("type", "number", "minimum", show(least), "maximum", show(most)));
    return new ScalarType<>(
        shape,
        NUMBER,
        text -> realNumber(text).filter(n -> least <= n && n <= most),
        List.of(),
        least,
        Types::show);
  }

  /** {@code true} or {@code false}. */
  public static Type<Boolean> flag() {
    return new ScalarType<>(
        new Single("true or false", Map.of("type", "boolean")),
        Set.of(Kind.BOOLEAN),
        text -> Optional.of(text.equalsIgnoreCase("true")),
        List.of(),
        false,
        b -> b);
  }

  /** One of a few words. */
  public static <T> Type<T> choice(List<T> values, Function<T, String> name) {
    List<String> names = values.stream().map(name).toList();
    return new ScalarType<>(
        new Single(Suggestion.oneOf(names), Map.of("type", "string", "enum", names)),
        STRING,
        text -> values.stream().filter(v -> name.apply(v).equals(text)).findFirst(),
        names,
        values.getFirst(),
        name::apply);
  }

  /** One of an enum's constants, in lower case with hyphens. */
  public static <E extends Enum<E>> Type<E> choice(Class<E> type) {
    return choice(
        Arrays.asList(type.getEnumConstants()),
        e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** A length of time in {@code least..most}, such as {@code 250ms} or {@code 1h30m}. */
  public static Type<Duration> duration(Duration least, Duration most) {
    String words = "a duration " + Units.show(least) + ".." + Units.show(most);
    return new ScalarType<>(
        new Single(words, Map.of("type", "string", "pattern", Units.DURATION)),
        STRING,
        text -> Units.duration(text).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0),
        List.of(),
        least,
        Units::show);
  }

  /** A share in [0, 1], written as {@code 10%} or {@code 0.5%}. */
  public static Type<Double> percentage() {
    return percentage(100);
  }

  /**
   * A share of at most so many of a hundred.
   *
   * @param most percent, in 1..100
   */
  public static Type<Double> percentage(int most) {
    String pattern = Units.percentages(most);
    return new ScalarType<>(
        new Single("a percentage 0%.." + most + "%", Map.of("type", "string", "pattern", pattern)),
        STRING,
        text -> Units.percentage(text).filter(_ -> text.matches(pattern)),
        List.of(),
        0.0,
        share -> show(share * 100) + "%");
  }

  /** Bytes in {@code least..most}, such as {@code 8MiB}. */
  public static Type<Long> size(long least, long most) {
    String words = "a size " + Units.showSize(least) + ".." + Units.showSize(most);
    return new ScalarType<>(
        new Single(words, Map.of("type", "string", "pattern", Units.SIZE)),
        STRING,
        text -> Units.size(text).filter(n -> least <= n && n <= most),
        List.of(),
        least,
        Units::showSize);
  }

  /** A day, {@code 2026-11-01}. */
  public static Type<LocalDate> date() {
    return new ScalarType<>(
        new Single("a day such as 2026-11-01", Map.of("type", "string", "format", "date")),
        STRING,
        Types::day,
        List.of(),
        LocalDate.EPOCH,
        LocalDate::toString);
  }

  /** An absolute URI of one of {@code schemes}, with a host and without user, query or fragment. */
  public static Type<URI> uri(String... schemes) {
    String either = String.join("|", schemes);
    return new ScalarType<>(
        new Single(
            "an address such as " + schemes[0] + "://host:port/path",
            Map.of("type", "string", "pattern", "^(" + either + ")://[^?#@]+$")),
        STRING,
        text -> plainUri(text).filter(uri -> Arrays.asList(schemes).contains(uri.getScheme())),
        List.of(),
        URI.create(schemes[0] + "://placeholder.invalid"),
        URI::toString);
  }

  /** A socket: {@code unix:/path} or {@code host:port}. */
  public static Type<Address> address() {
    return new ScalarType<>(
        new Single(
            "a socket such as unix:/run/interlock.sock or 127.0.0.1:9000",
            Map.of("type", "string", "pattern", Address.PATTERN)),
        STRING,
        Address::parse,
        List.of(),
        new Address.Tcp("127.0.0.1", 0),
        Address::toString);
  }

  /** A TCP socket: {@code host:port}. */
  public static Type<Address.Tcp> tcpAddress() {
    return new ScalarType<>(
        new Single(
            "a socket such as 127.0.0.1:9000",
            Map.of("type", "string", "pattern", Address.Tcp.PATTERN)),
        STRING,
        text ->
            Address.parse(text).filter(Address.Tcp.class::isInstance).map(Address.Tcp.class::cast),
        List.of(),
        new Address.Tcp("127.0.0.1", 0),
        Address::toString);
  }

  /**
   * The name of something secret. Variables are not replaced and what is found is never shown: what
   * stands there by mistake may be the secret itself.
   */
  public static Type<String> reference(String pattern, String words) {
    return new ReferenceType(Pattern.compile(pattern), words);
  }

  /**
   * A secret of at least {@code least} characters, in a variable of our own environment that the
   * file names. Never shown.
   */
  public static Type<Secret> secretVariable(int least) {
    return new SecretType(least);
  }

  /** The text of a file, named relative to the configuration file. */
  public static Type<String> file() {
    return new FileType();
  }

  /** A path, relative to the configuration file's folder and not to where the process runs. */
  public static Type<Path> relativePath() {
    return new PathType();
  }

  /** A list that may be empty. */
  public static <T> Type<List<T>> list(Type<T> element) {
    return new ListType<>(element, true);
  }

  /** A list of at least one. */
  public static <T> Type<List<T>> someOf(Type<T> element) {
    return new ListType<>(element, false);
  }

  /** A list of mappings, of which no two have the same {@code key}. */
  public static <T> Type<List<T>> distinct(
      String key, Function<? super T, String> name, Type<List<T>> list) {
    return new DistinctType<>(key, name, list);
  }

  /** Names of the operator's choice, each with a value. */
  public static <T> Type<SequencedMap<String, T>> map(Type<T> value) {
    return new MapType<>(value);
  }

  /** A mapping with known keys. */
  public static <T> Type<T> object(Function<ObjectReader, T> reader) {
    return new ObjectType<>("a mapping", false, reader);
  }

  /**
   * A mapping that says where a secret is. Anything else that stands in its place is not shown: it
   * may be the secret.
   */
  public static <T> Type<T> secret(String words, Function<ObjectReader, T> reader) {
    return new ObjectType<>(words, true, reader);
  }

  /** The same, with its place. */
  public static <T> Type<Located<T>> located(Type<T> type) {
    return new LocatedType<>(type);
  }

  private static Type<String> string(
      Single shape, Function<String, Optional<String>> parse, String placeholder) {
    return new ScalarType<>(shape, STRING, parse, List.of(), placeholder, text -> text);
  }

  private static Optional<Long> wholeNumber(String text) {
    try {
      return Optional.of(
          text.startsWith("0o")
              ? Long.parseLong(text.substring(2), 8)
              : Long.decode(decimal(text)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Without leading zeros, which YAML 1.2 reads as decimal and {@link Long#decode} as octal. */
  private static String decimal(String text) {
    return text.startsWith("0x") ? text : text.replaceFirst("^([-+]?)0+(?=[0-9])", "$1");
  }

  private static Optional<Double> realNumber(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    } catch (NumberFormatException _) {
      return wholeNumber(text).map(Long::doubleValue);
    }
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<URI> plainUri(String text) {
    try {
      return Optional.of(URI.create(text))
          .filter(
              u ->
                  u.getHost() != null
                      && u.getUserInfo() == null
                      && u.getQuery() == null
                      && u.getFragment() == null);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Number show(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Number) (long) number : number;
  }
}
