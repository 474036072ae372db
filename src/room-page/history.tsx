/** The macro's console, and the timeline of the room. */
import { Component } from 'preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Switch } from './fields';
import type { ConsoleLine, TimelineEntry } from './protocol';

interface ConsoleProps {
  /** Counts the rooms: rows of one room are not those of the next. */
  readonly room: number;
  readonly lines: readonly ConsoleLine[];
  /** Whether the screens show the room with the macro, which is the one that prints. */
  readonly isWith: boolean;
}

export function Console({ room, lines, isWith }: ConsoleProps): JSX.Element {
  const rows = lines.map((line) => <Row key={line.id} item={line} row={consoleRow} />);
  return (
    <div class="console-part">
      <h3 id="console-title">Console{isWith ? null : <span class="state"> with the macro</span>}</h3>
      <div class="console newest-in-view" role="log" aria-labelledby="console-title" tabIndex={0}>
        <div key={room}>{rows}</div>
      </div>
    </div>
  );
}

interface RowProps<T> {
  readonly item: T;
  readonly row: (item: T) => JSX.Element;
}

/**
 * A row never changes: it is drawn once. Its elements are made anew for each update: kept ones, as by useMemo, would hold
 * the whole tree of the update in which they were made.
 */
class Row<T> extends Component<RowProps<T>> {
  override shouldComponentUpdate(): boolean {
    return false;
  }

  override render({ item, row }: RowProps<T>): JSX.Element {
    return row(item);
  }
}

function consoleRow({ at, level, text }: ConsoleLine): JSX.Element {
  return (
    <p class={level}>
      <time>{timeText(at)}</time> {level === 'log' ? null : <b>{level}</b>} {text}
    </p>
  );
}

/** A macro reads a lot to confirm what it knows; only some want to see it. */
const READS = 'reads ';

const names: Readonly<Record<TimelineEntry['who'], string>> = {
  people: 'People',
  codec: 'Codec',
  macro: 'Macro',
  screen: 'Screens',
};

interface TimelineProps {
  readonly room: number;
  readonly entries: readonly TimelineEntry[];
}

export function Timeline({ room, entries }: TimelineProps): JSX.Element {
  const [hasReads, setHasReads] = useState(false);
  const rows = entries
    .filter((entry) => hasReads || !isRead(entry))
    .map((entry) => <Row key={entry.id} item={entry} row={timelineRow} />);
  return (
    <div class="card">
      <div class="card-head">
        <h3 id="timeline-title">Timeline</h3>
        <Switch label="Show reads" isOn={hasReads} onChange={setHasReads} />
      </div>
      <div class="timeline newest-in-view" role="region" aria-labelledby="timeline-title" tabIndex={0}>
        <ol key={room}>{rows}</ol>
      </div>
    </div>
  );
}

function isRead({ who, text }: TimelineEntry): boolean {
  return who === 'macro' && text.startsWith(READS);
}

function timelineRow({ at, who, text }: TimelineEntry): JSX.Element {
  return (
    <li class={who}>
      <time>{timeText(at)}</time> <b>{names[who]}</b> <span>{text}</span>
    </li>
  );
}

/** Milliseconds since the room's clock started, as the time of day in the room: the clock starts at nine. */
function timeText(milliseconds: number): string {
  const tenths = Math.floor(milliseconds / 100);
  const seconds = Math.floor(tenths / 10);
  const minutes = Math.floor(seconds / 60);
  const hours = 9 + Math.floor(minutes / 60);
  return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}.${tenths % 10}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
