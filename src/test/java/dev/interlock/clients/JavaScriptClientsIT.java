package dev.interlock.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenAI's and Anthropic's clients for JavaScript, where there is Node.js. */
class JavaScriptClientsIT {
  @Test
  void every_check_passes() throws Exception {
    Path modules = ClientScript.obtained("clients-js/node_modules");
    assumeTrue(Files.isDirectory(modules), "JavaScript clients: scripts/clients did not get them");

    new ClientScript("node", "clients.js", Map.of("NODE_PATH", modules.toString()))
        .assertPasses(
            List.of(
                "openai chat",
                "openai chat stream",
                "openai chat tools",
                "openai embeddings",
                "openai responses",
                "openai responses tools",
                "openai models",
                "openai unknown model",
                "anthropic messages",
                "anthropic messages tools",
                "anthropic unknown model"));
  }
}
