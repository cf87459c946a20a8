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
  remove(): void;
}

export function findPrograms(): string | undefined;
export function startServer(
  programs: string,
  wanted?: { settings?: string[]; access?: string; files?: Record<string, string>; copyOf?: TestServer },
): Promise<TestServer>;
