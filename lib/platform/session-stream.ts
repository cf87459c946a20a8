import { Duplex } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/**
 * What `pg` takes for a socket: PostgreSQL's protocol over a message port to the embedded database.
 * `connect` gives a port of a new session. Each message holds whole protocol messages, because `pg` writes whole ones.
 */
export class SessionStream extends Duplex {
  readonly #connect: () => Promise<MessagePort>;
  #port: MessagePort | undefined;

  constructor(connect: () => Promise<MessagePort>) {
    super();
    this.#connect = connect;
  }

  connect(): this {
    this.#connect().then(
      (port) => this.#begin(port),
      (error) => this.destroy(error),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    this.#port?.ref();
    return this;
  }

  unref(): this {
    this.#port?.unref();
    return this;
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#send(bytes);
    done();
  }

  // `pg` corks the four or five messages of a query: one message to the other thread instead of five.
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error) => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: () => void): void {
    this.#port?.close();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#port?.close();
    done(error);
  }

  #begin(port: MessagePort): void {
    if (this.destroyed) {
      port.close();
      return;
    }
    this.#port = port;
    port.on('message', (bytes: Uint8Array) => this.push(bytes));
    port.on('close', () => this.destroy());
    this.emit('connect');
  }

  #send(bytes: Buffer): void {
    // Copied: a view would carry the whole pool behind it to the other side.
    const copy = Uint8Array.from(bytes);
    this.#port?.postMessage(copy, [copy.buffer]);
  }
}

/**
 * Has `serve` take up a session at one end of a new channel and gives the other end for a `SessionStream`; undefined
 * when the database ended before it could. The engine's first message says that the session is open.
 */
export function openSession(serve: (port: MessagePort) => void): Promise<MessagePort | undefined> {
  const { port1, port2 } = new MessageChannel();
  serve(port1);
  return new Promise((resolve) => {
    port2.once('message', () => resolve(port2));
    port2.once('close', () => resolve(undefined));
  });
}
