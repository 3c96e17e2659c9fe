package dev.interlock.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenAI's and Anthropic's clients for Python. */
class PythonClientsIT {
  @Test
  void every_check_passes() throws Exception {
    Path python = ClientScript.obtained("clients/bin/python");
    assertThat(python).as("Python clients (expected: run scripts/clients first)").isExecutable();

    new ClientScript(python.toString(), "clients.py", Map.of())
        .assertPasses(
            List.of(
                "openai chat",
                "openai chat stream",
                "openai chat tools",
                "openai chat stream tools",
                "openai structured answer",
                "openai async chat",
                "openai embeddings",
                "openai responses",
                "openai responses stream",
                "openai responses tools",
                "openai responses kept",
                "openai models",
                "openai unknown model",
                "openai too large",
                "anthropic messages",
                "anthropic messages stream",
                "anthropic messages tools",
                "anthropic models",
                "anthropic unknown model"));
  }
}
