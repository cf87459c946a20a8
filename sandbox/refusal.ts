/** A request that is answered with a status and no data. The reason is for people; the SDK looks at the status alone. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
  }
}
