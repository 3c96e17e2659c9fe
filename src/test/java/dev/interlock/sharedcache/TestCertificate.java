package dev.interlock.sharedcache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.envoy.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate of 127.0.0.1 that signs itself, as the JDK's keytool makes it.
 *
 * @param certificate in PEM
 * @param key in PEM
 * @param store both, for whoever is to trust it
 */
record TestCertificate(Path certificate, Path key, Path store) {
  static final String PASSWORD = "changeit";

  private static final String NAME = "redis";

  static TestCertificate make(Path folder) {
    Path store = folder.resolve("store.p12");
    int status = Waiting.on(() -> keytool(store).start().waitFor());
    if (status != 0) {
      throw new IllegalStateException("keytool: " + status + " (expected: 0)");
    }
    return Waiting.on(() -> unpack(folder, store));
  }

  private static ProcessBuilder keytool(Path store) {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    return new ProcessBuilder(
            tool,
            "-genkeypair",
            "-alias",
            NAME,
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString())
        .inheritIO();
  }

  private static TestCertificate unpack(Path folder, Path store) throws IOException {
    try {
      return unpack(folder, store, KeyStore.getInstance("PKCS12"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keytool's store cannot be read", e);
    }
  }

  private static TestCertificate unpack(Path folder, Path store, KeyStore opened)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(store)) {
      opened.load(in, PASSWORD.toCharArray());
    }
    byte[] key = opened.getKey(NAME, PASSWORD.toCharArray()).getEncoded();
    return new TestCertificate(
        write(folder.resolve("cert.pem"), "CERTIFICATE", opened.getCertificate(NAME).getEncoded()),
        write(folder.resolve("key.pem"), "PRIVATE KEY", key),
        store);
  }

  private static Path write(Path file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n", US_ASCII);
  }
}
