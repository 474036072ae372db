/** `npm run build`: builds all files that are made from the sources; with --check fails where one is out of date. */
import { writeArtifacts, checkArtifacts } from './build/artifacts';
import { Failure } from './project/failure';

export const usage = `Usage: npm run build -- [--check]

Builds all files that are made from the sources.

  --check  write nothing, and fail if a file is out of date`;

export async function main(options: readonly string[]): Promise<void> {
  const unknown = options.find((option) => option !== '--check');
  if (unknown !== undefined)
    throw new Failure(`unknown option ${unknown}: npm run build, or npm run build:check`);
  await (options.includes('--check') ? checkArtifacts() : writeArtifacts());
}
