package dev.interlock.kubernetes;

import java.util.NoSuchElementException;

/**
 * What the kernel says of a running container's first process.
 *
 * @param user its number; 0 is root
 * @param readOnly whether it cannot write its root
 */
record Confinement(int user, boolean readOnly) {
  /** Looks from a debugging container that shares the process's namespace. */
  static Confinement of(Namespace namespace, String pod, String container) {
    String name = "look-at-" + container;
    namespace.kubectl(
        "debug",
        pod,
        "--quiet",
        "--profile=restricted",
        "--image=" + Setting.CURL.value(),
        "--image-pull-policy=Never",
        "--target=" + container,
        "--container=" + name,
        "--",
        "/usr/local/bin/curl",
        "-s",
        "file:///proc/1/status",
        "file:///proc/1/mountinfo");
    String terminated =
        "{.status.ephemeralContainerStatuses[?(@.name=='" + name + "')].state.terminated}";
    Namespace.await(
        name,
        () -> !namespace.kubectl("get", "pod", pod, "-o", "jsonpath=" + terminated).isBlank());
    return read(namespace.kubectl("logs", pod, "-c", name));
  }

  private static Confinement read(String files) {
    String[] user = line(files, "Uid:").split("\\s+", -1);
    String[] root = line(files, " / / ").strip().split(" ", -1);
    // mountinfo: id, parent, device, root within it, mount point, options
    return new Confinement(Integer.parseInt(user[1]), root[5].startsWith("ro"));
  }

  private static String line(String text, String with) {
    return text.lines()
        .filter(line -> line.contains(with))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(with + ": not in " + text));
  }
}
