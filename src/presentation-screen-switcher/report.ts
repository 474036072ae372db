import type { Runtime } from '../macro/runtime';
import { version } from './about';
import type { Facts } from './facts';
import * as messages from './messages';
import type { Plan } from './plan';
import type { SwitcherSettings } from './settings';

/** Logs what is new. */
export interface Report {
  /** Writes a line about something, unless it was the last one about that; '' if there is none. */
  tell(about: string, line: string, write: (line: string) => void): void;
  plan(plan: Plan, facts: Facts): void;
}

export function createReport(runtime: Runtime, settings: SwitcherSettings): Report {
  const told: Record<string, string> = {};
  function tell(about: string, line: string, write: (line: string) => void): void {
    if (line && line !== told[about]) write(line);
    told[about] = line;
  }
  return {
    tell: tell,
    plan: (plan, facts) => {
      const start = told['screens'] ? 'screens changed: ' : 'ready: version ' + version + ', ';
      tell('screens', messages.screens(plan.ranking, settings.largestOutput), (line) => {
        runtime.log(start + line);
      });
      tell('showing', messages.showing(plan, facts.isSwapped), runtime.log);
      const outputs = facts.layout.unsteady;
      tell('unsteady', outputs && messages.unsteady(outputs), runtime.warn);
      tell('roles', plan.withoutRole && messages.withoutRole(plan.withoutRole), runtime.warn);
    },
  };
}
