/** The compiler. By `require`, because an import would take a second: Node searches CommonJS modules for exports. */
import { createRequire } from 'node:module';
import type typescript from 'typescript';

const required: unknown = createRequire(import.meta.url)('typescript');
export const ts = required as typeof typescript;
