package dev.interlock.config;

/** A type whose values remember their place. */
record LocatedType<T>(Type<T> type) implements Type<Located<T>> {
  @Override
  public Located<T> read(ConfigNode node, Reading reading) {
    return new Located<>(type.read(node, reading), node.location());
  }

  @Override
  public Located<T> placeholder() {
    return new Located<>(type.placeholder(), Location.NOWHERE);
  }

  @Override
  public Shape shape() {
    return type.shape();
  }

  @Override
  public Object show(Located<T> located) {
    return type.show(located.value());
  }
}
