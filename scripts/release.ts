/** `npm run release -- MACRO patch|minor|major`: releases a new version of a macro; --dry-run only prints. */
import { release } from './release/command';
import { realEffects } from './release/effects';

export function main(options: readonly string[]): void {
  release(options, realEffects);
}
