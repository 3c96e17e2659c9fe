package dev.interlock.simulator;

import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running fleet. Thread-safe; {@link #close} stops every server. */
public final class FleetSimulator implements AutoCloseable {
  private final EventLoopGroup eventLoops;
  private final Map<String, ModelServer> servers = new LinkedHashMap<>();

  private FleetSimulator(EventLoopGroup eventLoops) {
    this.eventLoops = eventLoops;
  }

  /** Starts {@code fleet} on loopback and two threads, answering without an outcome file. */
  public static FleetSimulator start(Fleet fleet) {
    return start(fleet, Outcomes.NONE, InstantSource.system(), 2);
  }

  /** Starts {@code fleet} on loopback. */
  public static FleetSimulator start(
      Fleet fleet, Outcomes outcomes, InstantSource clock, int threads) {
    return start(fleet, outcomes, clock, threads, InetAddress.getLoopbackAddress());
  }

  /**
   * Starts {@code fleet}.
   *
   * @param outcomes what the models are known to achieve
   * @param clock tells the {@code created} times of answers
   * @param threads event loops shared by all servers
   * @param address of this machine, where all servers listen
   */
  public static FleetSimulator start(
      Fleet fleet, Outcomes outcomes, InstantSource clock, int threads, InetAddress address) {
    Transport transport = Transport.best();
    FleetSimulator simulator = new FleetSimulator(transport.eventLoops("simulator", threads));
    ControlApi control = new ControlApi();
    try {
      for (SimulatedModel model : fleet.models()) {
        ModelService service = new ModelService(model, fleet.seed(), outcomes, clock);
        ModelServer server =
            new ModelServer(service, control, transport, simulator.eventLoops, address);
        control.add(server);
        simulator.servers.put(model.id(), server);
      }
    } catch (RuntimeException e) {
      simulator.close();
      throw e;
    }
    return simulator;
  }

  /** The server of the model {@code id}. */
  public ModelServer server(String id) {
    ModelServer server = servers.get(id);
    if (server == null) {
      throw new IllegalArgumentException("id: " + id + " (expected: " + servers.keySet() + ")");
    }
    return server;
  }

  /** All servers, in the fleet's order. */
  public List<ModelServer> servers() {
    return List.copyOf(servers.values());
  }

  @Override
  public void close() {
    servers.values().forEach(ModelServer::close);
    eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
