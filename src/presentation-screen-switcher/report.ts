import type { Runtime } from '../macro/runtime';
import { version } from './about';
import * as messages from './messages';
import type { Plan } from './plan';
import type { SwitcherSettings } from './settings';

/** Logs what is new. */
export interface Report {
  /** A warning about something, unless it was the last one about that; '' if there is none. */
  warn(about: string, line: string): void;
  plan(plan: Plan, isSwapped: boolean): void;
}

export function createReport(runtime: Runtime, settings: SwitcherSettings): Report {
  const told: Record<string, string> = {};
  function isNew(about: string, line: string): boolean {
    const isSame = told[about] === line;
    told[about] = line;
    return line !== '' && !isSame;
  }
  return {
    warn: (about, line) => {
      if (isNew(about, line)) runtime.warn(line);
    },
    plan: (plan, isSwapped) => {
      const start = told['screens'] ? 'screens changed: ' : 'ready: version ' + version + ', ';
      const screensLine = messages.screens(plan.ranking, settings.largestOutput);
      const showingLine = messages.showing(plan, isSwapped);
      if (isNew('screens', screensLine)) runtime.log(start + screensLine);
      if (isNew('showing', showingLine)) runtime.log(showingLine);
    },
  };
}
