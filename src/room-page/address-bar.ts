/** The room in the address of the page, so that it is there again after a reload. */
import type { Scene } from './protocol';
import { toFragment } from './share-link';

/** By then the room has answered. Browsers also refuse too many changes of the address. */
const PAUSE_MS = 400;

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly scene: () => Scene) {}

  /** Somebody did something in the room. */
  saveSoon(): void {
    this.timer ??= setTimeout(() => {
      this.save();
    }, PAUSE_MS);
  }

  save(): void {
    this.cancel();
    try {
      history.replaceState(null, '', toFragment(this.scene()));
    } catch {
      // A browser that keeps the address as it is: then a reload opens the usual room.
    }
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
