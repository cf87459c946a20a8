import { once } from './singleton';

const handler = () => once<{ hear: () => void }>('taken-away', () => ({ hear: () => undefined }));

/** Has `hear` called when something was taken away that a snapshot may hold. A second call replaces the first. */
export function onTakenAway(hear: () => void): void {
  handler().hear = hear;
}

/** Tells that something was taken away which no invalidation of this process tells of. */
export function tellTakenAway(): void {
  handler().hear();
}
