/** Where the pointer is in time, shared by all charts of the page, outside React so that hovering renders nothing. */
export interface Crosshair {
  at: number | null;
  /** The chart that the pointer is over: only it shows a tooltip. */
  owner: string | null;
}
type Listener = (state: Crosshair) => void;

let state: Crosshair = { at: null, owner: null };
const listeners = new Set<Listener>();

export function setCrosshair(next: Crosshair): void {
  if (next.at === state.at && next.owner === state.owner) return;
  state = next;
  for (const listener of listeners) listener(state);
}

export function onCrosshair(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
