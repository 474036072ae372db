/** The macro's console, and the timeline of the room. */
import { Component } from 'preact';
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Switch } from './fields';
import type { Line } from './protocol';

interface ListProps {
  /** Counts the rooms: rows of one room are not those of the next. */
  readonly room: number;
  readonly lines: readonly Line[];
}

interface ConsoleProps extends ListProps {
  /** Whether the screens show the room with the macro, which is the one that prints. */
  readonly isWith: boolean;
}

const levels: Readonly<Partial<Record<Line['who'], string>>> = { warning: 'warn', error: 'error' };

export function Console({ room, lines, isWith }: ConsoleProps): JSX.Element {
  return (
    <div class="console-part">
      <h3 id="console-title">Console{isWith ? null : <span class="state"> with the macro</span>}</h3>
      <div class="console newest-in-view" role="log" aria-labelledby="console-title" tabIndex={0}>
        <Rows room={room} lines={lines} labels={levels} />
      </div>
    </div>
  );
}

const names: Readonly<Partial<Record<Line['who'], string>>> = {
  people: 'People',
  codec: 'Codec',
  macro: 'Macro',
  screen: 'Screens',
};

export function Timeline({ room, lines }: ListProps): JSX.Element {
  const [hasReads, setHasReads] = useState(false);
  // A macro reads a lot to confirm what it knows; only some want to see it.
  const shown = lines.filter(({ who, text }) => hasReads || who !== 'macro' || !text.startsWith('reads '));
  return (
    <div class="card">
      <div class="card-head">
        <h3 id="timeline-title">Timeline</h3>
        <Switch label="Show reads" isOn={hasReads} onChange={setHasReads} />
      </div>
      <div class="timeline newest-in-view" role="region" aria-labelledby="timeline-title" tabIndex={0}>
        <Rows room={room} lines={shown} labels={names} />
      </div>
    </div>
  );
}

interface RowsProps extends ListProps {
  readonly labels: Readonly<Partial<Record<Line['who'], string>>>;
}

function Rows({ room, lines, labels }: RowsProps): JSX.Element {
  const rows = lines.map((line) => <Row key={line.id} line={line} label={labels[line.who]} />);
  return <div key={room}>{rows}</div>;
}

interface RowProps {
  readonly line: Line;
  readonly label: string | undefined;
}

/**
 * A row never changes: it is drawn once. Its elements are made anew for each update: kept ones, as by useMemo, would hold
 * the whole tree of the update in which they were made.
 */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(): boolean {
    return false;
  }

  override render({ line: { at, who, text }, label }: RowProps): ComponentChildren {
    return (
      <p class={who}>
        <time>{timeText(at)}</time> {label === undefined ? null : <b>{label}</b>} {text}
      </p>
    );
  }
}

const START_MS = 9 * 3_600_000;

/** Milliseconds since the room's clock started, as the time of day in the room: the clock starts at nine. */
function timeText(milliseconds: number): string {
  const clock = new Date(START_MS + milliseconds).toISOString();
  return clock.slice('2026-03-03T'.length, -'00Z'.length).replace(/^0/, '');
}
