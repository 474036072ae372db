/** What the page shows of a room's past, in two lists: the console, and the timeline. Keeps nothing once the page has it. */
import type { Traffic } from '../../simulator/codec/link';
import type { Entry } from '../../simulator/room/context';
import type { Room } from '../../simulator/room/room';
import type { ConsoleLine, TimelineEntry } from '../protocol';
import { MAX_LINES } from '../story-limits';
import { reportText, requestText } from './traffic-text';

const levels: Readonly<Partial<Record<Entry['who'], ConsoleLine['level']>>> = {
  macro: 'log',
  warning: 'warn',
  error: 'error',
};

export class Journal {
  /** Why the last call failed; '' if it did not. */
  failure = '';
  private lines: ConsoleLine[] = [];
  private entries: TimelineEntry[] = [];
  private lastId = 0;

  constructor(private readonly room: Room) {
    room.onTraffic = (traffic, at) => {
      this.trim();
      this.enterTraffic(traffic, at);
    };
  }

  /** Takes what the room has noted, and lets the room forget it. */
  trim(): void {
    for (const { who, at, text } of this.room.journal.splice(0)) {
      this.failure = failureAfter(this.failure, text);
      const level = levels[who];
      if (level) add(this.lines, { id: this.nextId(), at, level, text });
      else if (who === 'people' || who === 'codec' || who === 'screen') this.enter(at, who, text);
    }
    this.room.requests.splice(0);
  }

  news(): { readonly lines: readonly ConsoleLine[]; readonly entries: readonly TimelineEntry[] } {
    this.trim();
    const { lines, entries } = this;
    this.lines = [];
    this.entries = [];
    return { lines, entries };
  }

  private enterTraffic(traffic: Traffic, at: number): void {
    if (traffic.kind === 'request') {
      const text = requestText(traffic.request);
      if (text) this.enter(at, 'macro', text);
    }
    if (traffic.kind === 'error') {
      this.enter(at, 'codec', `refuses ${requestText(traffic.request)}: ${errorText(traffic.error)}`);
    }
    if (traffic.kind === 'report') this.enter(at, 'codec', reportText(traffic.report));
  }

  private enter(at: number, who: TimelineEntry['who'], text: string): void {
    const last = this.entries.at(-1);
    if (last?.text === text && last.who === who && last.at === at) return;
    add(this.entries, { id: this.nextId(), at, who, text });
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}

function failureAfter(before: string, text: string): string {
  const failed = /^call \d+ fails: (.*)$/.exec(text)?.[1];
  if (failed !== undefined) return failed;
  return /: dialing | connects$| is connected$| ends$/.test(text) ? '' : before;
}

/** Adds to a list that keeps its newest elements. They are removed in batches: removing each one is slow. */
function add<T>(list: T[], element: T): void {
  list.push(element);
  if (list.length > 2 * MAX_LINES) list.splice(0, MAX_LINES);
}

function errorText(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
