/** The members of a service account token, in the shape that the SDK reads. */
export type TokenFields = {
  signInAddress: string;
  userAuth: { method: string; alg: string; iterations: number; salt: string };
  email: string;
  srpX: string;
  muk: { alg: string; ext: boolean; k: string; key_ops: string[]; kty: string; kid: string };
  secretKey: string;
  throttleSecret: { seed: string; uuid: string } | null;
  deviceUuid: string;
};

/** How often PBKDF2 would run if anything did: told by the service, never used with a service account. */
export const iterations = 650_000;

/** Writes a token: `ops_` and base64 of the standard alphabet without padding; the client refuses any other. */
export function encodeToken(fields: TokenFields): string {
  return `ops_${Buffer.from(JSON.stringify(fields)).toString('base64').replace(/=+$/, '')}`;
}

/** The members of a token that `encodeToken` wrote, for tests that alter one. */
export function decodeToken(token: string): TokenFields {
  return JSON.parse(Buffer.from(token.slice('ops_'.length), 'base64').toString());
}
