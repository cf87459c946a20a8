export interface TestServer {
  /** Also where its socket is. */
  folder: string;
  port: number;
  /** Of its superuser, without TLS or with it. */
  url: string;
  stop(): void;
  remove(): void;
}

export function findPrograms(): string | undefined;
export function startServer(
  programs: string,
  wanted?: { settings?: string[]; access?: string; files?: Record<string, string>; copyOf?: TestServer },
): Promise<TestServer>;
