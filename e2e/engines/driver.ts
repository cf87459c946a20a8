/** One browser with one page, driven alike in every engine. */
export interface Driver {
  /** `Chromium 150.0`. */
  title: string;
  /** Opens an address and waits until it is loaded. */
  open(address: string): Promise<void>;
  /** Runs the body of a function in the page; answers with what it returns, as JSON has it. */
  run(body: string): Promise<unknown>;
  /** Presses the main button there, in CSS pixels of the viewport. */
  clickAt(x: number, y: number): Promise<void>;
  /** Types what has the focus; a key that is no letter by its code point (WebDriver, section 17.4.2). */
  type(text: string): Promise<void>;
  /** A picture of the page, as PNG. */
  picture(): Promise<Buffer>;
  /** What the engine itself complained of, where it says so: its console, its issues. Each is told once. */
  complaints(): string[];
  close(): Promise<void>;
}

export const viewport = { width: 1280, height: 800 };

/** Keys that are no letters. */
export const keys = { enter: '\uE007', escape: '\uE00C' } as const;

/** Moves the pointer there and presses, as actions of WebDriver, both of its versions. */
export function clickActions(x: number, y: number): object[] {
  const pointer = [
    { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 },
  ];
  return [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: pointer }];
}

/** Presses and lets go each key, as actions of WebDriver. */
export function keyActions(text: string): object[] {
  const actions = [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  return [{ type: 'key', id: 'keyboard', actions }];
}
