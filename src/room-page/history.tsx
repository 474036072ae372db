/** The macro's console, and the timeline of the room. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Switch } from './fields';
import type { ConsoleLine, TimelineEntry } from './protocol';
import { timeText } from './time-text';

export function Console({ lines }: { readonly lines: readonly ConsoleLine[] }): JSX.Element {
  const list = useNewestInView(lines);
  return (
    <div class="card">
      <h3 id="console-title">Macro console</h3>
      <div ref={list} class="console" role="log" aria-labelledby="console-title" tabIndex={0}>
        {lines.map(({ id, at, level, text }) => (
          <p key={id} class={level}>
            <time>{timeText(at)}</time> {level === 'log' ? null : <b>{level}</b>} {text}
          </p>
        ))}
      </div>
    </div>
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

export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }): JSX.Element {
  const [hasReads, setHasReads] = useState(false);
  const shown = hasReads
    ? entries
    : entries.filter(({ who, text }) => !(who === 'macro' && text.startsWith(READS)));
  const list = useNewestInView(shown);
  return (
    <div class="card">
      <div class="card-head">
        <h3 id="timeline-title">Timeline</h3>
        <Switch label="With what the macro reads" isOn={hasReads} onChange={setHasReads} />
      </div>
      <div ref={list} class="timeline" role="region" aria-labelledby="timeline-title" tabIndex={0}>
        <ol>
          {shown.map(({ id, at, who, text }) => (
            <li key={id} class={who}>
              <time>{timeText(at)}</time> <b>{names[who]}</b> <span>{text}</span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function useNewestInView(items: readonly unknown[]): { readonly current: HTMLDivElement | null } {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [items.length]);
  return list;
}
