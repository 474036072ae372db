import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';

/** Formats a text in a style. */
export type Paint = (style: Style, text: string) => string;

/** Colors depend on the terminal, NO_COLOR and FORCE_COLOR. */
export const paint: Paint = (style, text) => (text.trim() === '' ? text : styleText(style, text));

export const plain: Paint = (_, text) => text;
