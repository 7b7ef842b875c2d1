"""What one would write with Tornado and pika: a token from Redis, good once, and events from RabbitMQ to the sockets that
subscribed. Arguments: port, port of the broker, port of Redis. Prints "ready" when events come in."""
import json
import logging
import sys
import time

import pika
import redis
import tornado.httpserver
import tornado.ioloop
import tornado.netutil
import tornado.web
import tornado.websocket
from pika.adapters.tornado_connection import TornadoConnection

logging.disable(logging.INFO)
PORT, AMQP, REDIS = (int(argument) for argument in sys.argv[1:4])
tokens = redis.Redis("127.0.0.1", REDIS)
watchers = {}


class Live(tornado.websocket.WebSocketHandler):
    topic = None

    def get_compression_options(self):
        return None

    def check_origin(self, origin):
        return True

    def open(self):
        name = "wstoken:" + self.get_argument("token", "")
        pipe = tokens.pipeline()
        pipe.get(name)
        pipe.delete(name)
        grant = pipe.execute()[0]
        if not grant or time.time() - json.loads(grant)["t"] > 20:
            self.close(1008, "bad token")
            return
        self.user = json.loads(grant)["user"]
        self.set_nodelay(True)

    def on_message(self, message):
        self.topic = json.loads(message)["subscribe"]
        watchers.setdefault(self.topic, set()).add(self)
        self.write_message('{"type":"resumed"}')

    def on_close(self):
        watchers.get(self.topic, set()).discard(self)


def on_event(channel, method, properties, body):
    text = body.decode()
    for watcher in list(watchers.get(method.routing_key, ())):
        try:
            watcher.write_message(text)
        except tornado.websocket.WebSocketClosedError:
            pass


def on_channel(channel):
    def consume(_):
        channel.basic_consume(queue[0], on_event, auto_ack=True, exclusive=True)
        print("ready", flush=True)

    def bind(frame):
        queue.append(frame.method.queue)
        channel.queue_bind(queue[0], "events", "repo.#", callback=consume)

    queue = []
    channel.exchange_declare(
        "events", "topic", durable=True, callback=lambda _: channel.queue_declare("", exclusive=True, callback=bind)
    )


app = tornado.web.Application([(r"/-/live", Live)], log_function=lambda handler: None)
server = tornado.httpserver.HTTPServer(app)
server.add_sockets(tornado.netutil.bind_sockets(PORT, "127.0.0.1", backlog=4096))
TornadoConnection(
    pika.ConnectionParameters("127.0.0.1", AMQP), lambda connection: connection.channel(on_open_callback=on_channel)
)
tornado.ioloop.IOLoop.current().start()
