export interface TestServer {
  /** Also where its socket is. */
  folder: string;
  port: number;
  /** Of its superuser, without TLS or with it. */
  url: string;
  /** Starts it again after `stop`. */
  start(): void;
  /** Ends it at once, as a crash does. */
  stop(): void;
  /** Ends it without a word to anybody, as a crash of the machine does. */
  kill(): void;
  /** Has a standby take writes from now on. */
  promote(): void;
  remove(): void;
}

export function findPrograms(): string | undefined;
export function startServer(
  programs: string,
  wanted?: { settings?: string[]; access?: string; files?: Record<string, string>; copyOf?: TestServer },
): Promise<TestServer>;
