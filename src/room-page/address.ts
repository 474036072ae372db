/** The room in the address of the page, so that it is there again after a reload. */
import type { Scene } from './protocol';
import { toFragment } from './share-link';

/** Browsers refuse too many changes of the address. */
const PAUSE_MS = 400;

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly scene: () => Scene) {}

  /** Writes the room as it is a moment later, when it has answered. */
  save(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      try {
        history.replaceState(null, '', toFragment(this.scene()));
      } catch {
        // A browser that keeps the address as it is: then a reload opens the usual room.
      }
    }, PAUSE_MS);
  }

  /** The address is another one now. */
  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
