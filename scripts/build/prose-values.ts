/** Figures and names in prose that come from the sources or from package.json. */
import { Failure } from '../project/failure';
import type { Macro } from '../project/macros';
import { projectInfo } from './project-info';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** By name. The figures of a macro are named `MACRO/FIGURE`. */
export function valuesOfTheProject(macros: readonly Macro[]): ReadonlyMap<string, string> {
  const { address, issues, node } = projectInfo;
  return new Map([
    ['node versions', nodeVersions(node)],
    ['report', issues === undefined ? 'open an issue' : `open an issue at <${issues}>`],
    ['clone', address === undefined ? '' : ` (\`git clone ${address}\`)`],
    ...macros.flatMap(({ name, figures }) =>
      Object.entries(figures).map(
        ([figure, value]) => [`${name}/${figure}`, inWords(figure, value)] as const,
      ),
    ),
  ]);
}

/** A figure in words; a time if its name ends in Ms. */
export function inWords(figure: string, value: number): string {
  if (!figure.endsWith('Ms')) return numeral(value);
  if (value >= 60_000 && value % 60_000 === 0) return counted(value / 60_000, 'minute');
  if (value >= 1000 && value % 1000 === 0) return counted(value / 1000, 'second');
  return counted(value, 'millisecond');
}

function counted(count: number, unit: string): string {
  return `${numeral(count)} ${unit}${count === 1 ? '' : 's'}`;
}

function numeral(value: number): string {
  return NUMBERS[value] ?? String(value);
}

/** The range of `engines` in words: `^20.19.0 || >=24` is "20 (20.19 or later), or 24 and newer". */
export function nodeVersions(range: string): string {
  const parts = range.split('||').map((part) => {
    const [, sign, major, minor] = /^\s*(\^|>=)(\d+)(?:\.(\d+))?(?:\.\d+)?\s*$/.exec(part) ?? [];
    if (sign === undefined || major === undefined)
      throw new Failure(`engines.node: cannot put "${range}" into words`);
    if (sign === '>=') return `${major}${minor === undefined ? '' : `.${minor}`} and newer`;
    return minor === undefined ? major : `${major} (${major}.${minor} or later)`;
  });
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')}, or ${parts.slice(-1).join()}`;
}
