/** What the page is, and the choice of the macro. */
import type { JSX } from 'preact';
import { Select } from './fields';
import { macroNamed, macroNames } from './macros';
import type { MacroName } from './protocol';

interface PageHeaderProps {
  readonly macro: MacroName;
  readonly onChange: (macro: MacroName) => void;
  /** What is wrong with the link that was opened; '' for nothing. */
  readonly problem: string;
}

export function PageHeader({ macro, onChange, problem }: PageHeaderProps): JSX.Element {
  return (
    <header class="top">
      <div class="title">
        <h1>Try it in your room</h1>
        <p class="lead">
          A simulated codec runs the file that you download.{' '}
          <span class="summary">{macroNamed(macro).summary}</span>
        </p>
      </div>
      <Select
        label="Macro"
        value={macro}
        options={macroNames.map((name) => ({ value: name, text: macroNamed(name).title }))}
        onChange={onChange}
      />
      <p class="problem" role="alert">
        {problem}
      </p>
    </header>
  );
}
