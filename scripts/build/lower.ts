import { ts } from '../project/typescript';

/** Modern JavaScript to ES5, which esbuild cannot do. The import of xapi is removed: each form brings its own. */
export function lowered(code: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(
    code.replace(/^import xapi from "xapi";$/m, ''),
    {
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ES5,
        module: ts.ModuleKind.ESNext,
        newLine: ts.NewLineKind.LineFeed,
      },
    },
  );
  if (diagnostics.length > 0)
    throw new Error(
      diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')).join('; '),
    );
  return outputText;
}
