/** Whether a request belongs to the data plane; everything else is the console's. */
export function isApiPath(url: string): boolean {
  return /^\/(?:api(?:[/?]|$)|metrics(?:\?|$))/.test(url);
}
