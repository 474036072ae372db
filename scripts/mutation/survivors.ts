/** The part of StrykerJS's JSON report (mutation-testing-report-schema) that is printed. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

interface Mutant {
  readonly location: { readonly start: Position; readonly end: Position };
  readonly replacement?: string;
  readonly status: string;
}

const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

/** The surviving mutants and the score of each file in or below the given paths; all files if there are none. */
export function reportOn(
  report: MutationReport,
  paths: readonly string[],
): { readonly text: string; readonly score: number } {
  const files = Object.entries(report.files)
    .filter(([name]) => paths.length === 0 || paths.some((path) => name.startsWith(path.replace(/:.*/, ''))))
    .sort(([one], [other]) => one.localeCompare(other));
  const survivors = files.flatMap(([name, { source, mutants }]) =>
    mutants
      .filter(({ status }) => SURVIVED.includes(status))
      .sort((one, other) => one.location.start.line - other.location.start.line)
      .map((mutant) => lineOf(name, source, mutant)),
  );
  const scores = files.map(([name, { mutants }]) => `${rated(mutants).line}  ${name}`);
  const { score, line } = rated(files.flatMap(([, { mutants }]) => mutants));
  return { text: [...survivors, '', ...scores, `${line}  all`].join('\n'), score };
}

function rated(mutants: readonly Mutant[]): { readonly score: number; readonly line: string } {
  const survived = mutants.filter(({ status }) => SURVIVED.includes(status)).length;
  const counted = survived + mutants.filter(({ status }) => KILLED.includes(status)).length;
  // Of the mutants that can be told from the original; 100 if there are none.
  const score = counted === 0 ? 100 : (100 * (counted - survived)) / counted;
  const [lost, all] = [survived, counted].map((count) => String(count).padStart(4));
  return { score, line: `${score.toFixed(1).padStart(5)} %  ${lost} of ${all} survived` };
}

/** One survivor as `file:line original -> mutant`. */
function lineOf(file: string, source: string, { location, replacement = '', status }: Mutant): string {
  const { start, end } = location;
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  const note = status === 'NoCoverage' ? ' (no test runs it)' : '';
  return `${file}:${start.line}  ${short(lines.join('\n'))} -> ${short(replacement)}${note}`;
}

function short(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length <= 70 ? line : `${line.slice(0, 50)} … ${line.slice(-18)}`;
}
