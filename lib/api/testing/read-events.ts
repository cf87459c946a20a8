/** One server-sent event. Comments and `retry` are left out. */
export interface ServerEvent {
  event: string;
  id?: string;
  data: Record<string, unknown>;
}

/** An open stream of events. */
export interface Events {
  status: number;
  contentType: string;
  /** All of its text so far. */
  text(): string;
  /** The next event; fails after 15 seconds without one. */
  next(): Promise<ServerEvent>;
  /** Events that came and were not asked for. */
  waiting(): number;
  /** When the server ends it. */
  ended: Promise<void>;
  leave(): void;
}

const deadlineMs = 15_000;

/** Opens a stream of server-sent events and takes it apart. */
export async function openEvents(address: string, headers: Record<string, string>): Promise<Events> {
  const leaving = new AbortController();
  const answer = await fetch(address, { headers, signal: leaving.signal });
  let text = '';
  let read = 0;
  const waiting: ServerEvent[] = [];
  const gather = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n', read); end >= 0; end = text.indexOf('\n\n', read)) {
        const event = eventOf(text.slice(read, end));
        if (event) waiting.push(event);
        read = end + 2;
      }
    }
  };
  const ended = gather().catch(() => undefined);
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? '',
    text: () => text,
    waiting: () => waiting.length,
    ended,
    leave: () => leaving.abort(),
    next: async () => {
      const endsAtMs = performance.now() + deadlineMs;
      for (;;) {
        const event = waiting.shift();
        if (event) return event;
        if (performance.now() > endsAtMs) throw new Error(`No event came. So far: ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

function eventOf(block: string): ServerEvent | undefined {
  const lines = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line));
  const fields = new Map(lines.flatMap((line) => (line ? [[line[1] ?? '', line[2] ?? '']] : [])));
  const event = fields.get('event');
  if (event === undefined) return undefined;
  const id = fields.get('id');
  return { event, ...(id === undefined ? {} : { id }), data: JSON.parse(fields.get('data') ?? '{}') };
}
