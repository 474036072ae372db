/** What the page shows of a room's past, in two lists: the console, and the timeline. Keeps nothing once the page has it. */
import type { Traffic } from '../../simulator/codec/link';
import type { Room } from '../../simulator/room/room';
import type { Line, News } from '../protocol';
import { MAX_LINES } from '../story-limits';
import { reportText, requestText } from './traffic-text';

/** Whose lines the console shows. */
const IN_CONSOLE: readonly Line['who'][] = ['macro', 'warning', 'error'];

export class Journal {
  /** Why the last call failed; '' if it did not. */
  failure = '';
  private lines: Line[] = [];
  private entries: Line[] = [];
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
      if (IN_CONSOLE.includes(who)) this.add(this.lines, { at, who, text });
      else this.enter(at, who, text);
    }
    this.room.requests.splice(0);
  }

  news(): News {
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

  private enter(at: number, who: Line['who'], text: string): void {
    const last = this.entries.at(-1);
    if (last?.text === text && last.who === who && last.at === at) return;
    this.add(this.entries, { at, who, text });
  }

  /** Adds to a list that keeps its newest lines. They are removed in batches: removing each one is slow. */
  private add(list: Line[], line: Omit<Line, 'id'>): void {
    this.lastId += 1;
    list.push({ id: this.lastId, ...line });
    if (list.length > 2 * MAX_LINES) list.splice(0, MAX_LINES);
  }
}

function failureAfter(before: string, text: string): string {
  const failed = /^call \d+ fails: (.*)$/.exec(text)?.[1];
  if (failed !== undefined) return failed;
  return /: dialing | connects$| is connected$| ends$/.test(text) ? '' : before;
}

function errorText(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
