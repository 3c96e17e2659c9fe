package dev.interlock.system;

import dev.interlock.config.Address;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP/1.1 connection: what one request does to the next one on it shows here. */
final class KeptConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  KeptConnection(Address.Tcp address) throws IOException {
    socket = new Socket(address.host(), address.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** What came back. */
  record Response(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Posts {@code body}; {@code headers} are whole lines. */
  Response post(String path, byte[] body, String... headers) throws IOException {
    var head = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: localhost\r\n");
    head.append("content-type: application/json\r\ncontent-length: " + body.length + "\r\n");
    for (String line : headers) {
      head.append(line).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
    return response();
  }

  private Response response() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        headers.containsKey("content-length")
            ? in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")))
            : chunks();
    return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    var body = new java.io.ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("connection closed after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
