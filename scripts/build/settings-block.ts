/** The top of a built macro: heading and settings. */
import wrapAnsi from 'wrap-ansi';
import { checksumLine, SETTINGS_BEGIN, SETTINGS_END } from '../../src/codec-tool/macros';
import type { Macro, MacroSetting } from '../project/macros';
import { lineComment } from './reflow';
import { projectInfo } from './project-info';

const HEADER_WIDTH = 106;

/**
 * The comment that every built file begins with.
 *
 * @param below the text that follows it
 */
export function header({ name, title, summary, version }: Macro, below: string): string {
  const { name: project, license, address, issues } = projectInfo;
  const lines = [
    `${name} ${version}`,
    '',
    `${title}.`,
    ...wrapAnsi(summary, HEADER_WIDTH).split('\n'),
    '',
    `${license} License. Built from the sources of ${project}. Change settings in this file, and code in the sources.`,
    ...(address === undefined ? [] : [address]),
    ...(issues === undefined ? [] : [`Questions and bugs: ${issues}`]),
    checksumLine(below),
  ];
  return ['/*', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

/** The settings, one line each, which people can edit and an installer can replace. */
export function settingsBlock(settings: readonly MacroSetting[]): string {
  return [
    `${SETTINGS_BEGIN} change the values between = and ; and keep the quotes ----- */`,
    ...settings.map(
      ({ id, help, accepts, default: value }) =>
        `${lineComment(`${help} Accepts ${accepts}.`)}\nvar ${id} = ${literal(value)};`,
    ),
    SETTINGS_END,
  ].join('\n\n');
}

/** A value as it is typed in the settings block. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
}
