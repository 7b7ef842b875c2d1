/**
 * The WebSocket server: it takes a {@link starforge.bus.Tickets ticket}, learns what its holder may watch, and sends the
 * events of those topics, in the order of the log, as long as the {@link starforge.realtime.Guard} allows it. It listens
 * to {@link starforge.bus.Broadcasts}, reads what is missing from the {@link starforge.bus.EventLog}, and broadcasts
 * nothing itself. The protocol (RFC 6455) is spoken here, upon Jetty's connections: a delivery is a frame made once for all
 * and one write for each.
 */
@NullMarked
package starforge.realtime;

import org.jspecify.annotations.NullMarked;
