/**
 * Celery's message protocol, version 2, with JSON bodies (docs.celeryq.dev, "Message Protocol"), over RabbitMQ: what a task and
 * a result look like, how they are sent and how they are heard. Nothing here knows what a task is about, and nothing but JSON is
 * ever read.
 */
@org.jspecify.annotations.NullMarked
package starforge.celery;
